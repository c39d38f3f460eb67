"""The API for programs: ``/api/v1``."""

from seized.register.api import (  # noqa: F401  (declare operations)
    calls,
    imports,
    own,
    reading,
    records,
    review,
)
from seized.register.api.serving import api

__all__ = ["api"]
