"""Following mandates through later documents: what became of each, and what continues what."""
