"""People: how and where they sign in, what is kept about them, and their forms."""
