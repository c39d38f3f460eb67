"""The API for programs: ``/api/v1``."""

from seized.register.api import reading  # noqa: F401  (declares the operations)
from seized.register.api.serving import api

__all__ = ["api"]
