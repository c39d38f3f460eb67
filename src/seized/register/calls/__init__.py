"""Calls for inputs: what is asked, what was contributed, and the report that is made of it."""
