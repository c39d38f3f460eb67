"""The words of the six languages as data, and the one loader."""

from seized.languages.detect import Detection, detect, detection
from seized.languages.loader import CODES, Direction, Language, digest, language

__all__ = [
    "CODES",
    "Detection",
    "Direction",
    "Language",
    "detect",
    "detection",
    "digest",
    "language",
]
