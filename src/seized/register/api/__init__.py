"""The API for programs: ``/api/v1``."""

from seized.register.api import imports, reading, records  # noqa: F401  (declare operations)
from seized.register.api.serving import api

__all__ = ["api"]
