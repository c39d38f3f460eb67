"""The API for programs: ``/api/v1``."""

from seized.register.api import (  # noqa: F401  (declare operations)
    agreement_files,
    calls,
    comparing,
    corrections,
    diary,
    entities,
    imports,
    lines,
    own,
    people,
    questions,
    reading,
    records,
    review,
    signins,
)
from seized.register.api.serving import api

__all__ = ["api"]
