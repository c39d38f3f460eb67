"""Records of the engine become rows of the register."""

from seized.register.loading.records import (
    LEAD,
    Loaded,
    load_record,
    load_records,
    refresh,
    unload,
)

__all__ = ["LEAD", "Loaded", "load_record", "load_records", "refresh", "unload"]
