"""The command ``seized``."""
