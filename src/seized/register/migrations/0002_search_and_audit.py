"""What the models cannot say: the index of words, and an audit trail that only grows."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = (
    "CREATE VIRTUAL TABLE register_search USING fts5("
    "words, content='register_paragraph', content_rowid='id', "
    'tokenize="unicode61 remove_diacritics 0 '
    "tokenchars '_'\")",
    "CREATE TRIGGER register_event_no_update BEFORE UPDATE ON register_event "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END",
    "CREATE TRIGGER register_event_no_delete BEFORE DELETE ON register_event "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END",
)
_SQLITE_BACK = (
    "DROP TRIGGER register_event_no_delete",
    "DROP TRIGGER register_event_no_update",
    "DROP TABLE register_search",
)
_POSTGRESQL = (
    "CREATE INDEX register_paragraph_words ON register_paragraph "
    "USING gin (to_tsvector('simple', words))",
    "CREATE FUNCTION register_event_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION 'the audit trail only grows'; END$$",
    "CREATE TRIGGER register_event_only_grows BEFORE UPDATE OR DELETE "
    "ON register_event FOR EACH STATEMENT EXECUTE FUNCTION register_event_only_grows()",
    "CREATE TRIGGER register_event_is_not_emptied BEFORE TRUNCATE "
    "ON register_event FOR EACH STATEMENT EXECUTE FUNCTION register_event_only_grows()",
)
_POSTGRESQL_BACK = (
    "DROP TRIGGER register_event_is_not_emptied ON register_event",
    "DROP TRIGGER register_event_only_grows ON register_event",
    "DROP FUNCTION register_event_only_grows()",
    "DROP INDEX register_paragraph_words",
)


def _run(statements: dict[str, tuple[str, ...]]) -> Any:
    def work(_: Any, editor: Any) -> None:
        for statement in statements[editor.connection.vendor]:
            editor.execute(statement)

    return work


class Migration(migrations.Migration):
    """Full-text index and triggers, for both databases."""

    dependencies = [("register", "0001_initial")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}),
            _run({"sqlite": _SQLITE_BACK, "postgresql": _POSTGRESQL_BACK}),
        )
    ]
