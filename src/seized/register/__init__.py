"""The register: what is done about mandates, in a browser, on SQLite or PostgreSQL.

The only room that knows Django. Rows are in ``models``; every change goes through an action of
``actions``, which checks ``policy``, applies the rule and writes the audit event in one
transaction; ``pages`` and ``api`` show and call them.

Between these lie the rooms in which things are worked out: ``texts`` and ``loading`` bring records
in, ``mandates`` is their table, ``following`` tells what became of them, ``cycle`` and ``calls``
carry them through consultations, inputs and reports, ``people`` and ``post`` are about who signs in
and who is written to. They know neither pages nor API. ``running`` keeps the whole going.
"""
