"""The register: what is done about mandates, in a browser, on SQLite or PostgreSQL.

The only room that knows Django. Rows are in ``models``; every change goes through an action of
``actions``, which checks ``policy``, applies the rule and writes the audit event in one
transaction; ``pages`` and ``api`` show and call them.
"""
