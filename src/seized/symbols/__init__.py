"""Document symbols, bodies, sessions and their calendar; language-free."""
