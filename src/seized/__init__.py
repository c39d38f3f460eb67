"""Seized reads United Nations resolutions and stays on each mandate until it is done."""

__version__ = "0.1.0"
