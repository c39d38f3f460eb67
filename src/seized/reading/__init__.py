"""Bytes to Source: detection, and one reader for each published form."""
