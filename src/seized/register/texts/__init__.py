"""The texts of the register: read apart, prepared, folded for search, found, and reviewed."""
