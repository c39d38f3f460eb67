"""The words of the six languages as data, and the one loader."""
