"""The table of mandates: counted by facets, narrowed, given out as a file."""
