"""Resolution to findings: citations, actors, instruments, events, clauses, mandates, due."""
