"""Records of the engine become rows of the register."""

from seized.register.loading.records import (
    Loaded,
    load_record,
    load_records,
    unload,
)

__all__ = ["Loaded", "load_record", "load_records", "unload"]
