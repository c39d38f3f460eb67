"""Places that sort, stamps that tell what changed, and an index of words for each language."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from seized.register.texts.places import CODES, TIES, base_of, free_place, paragraph_place

_OLD = {
    "sqlite": ("DROP TABLE register_search",),
    "postgresql": ("DROP INDEX register_paragraph_words",),
}


def _forget(_: Any, editor: Any) -> None:
    for statement in _OLD[editor.connection.vendor]:
        editor.execute(statement)


def _place(apps: Any, editor: Any) -> None:
    """Give places to what is there."""
    resolution = apps.get_model("register", "Resolution")
    paragraph = apps.get_model("register", "Paragraph")
    taken: dict[int, set[int]] = {}
    for row in resolution.objects.order_by("pk").iterator():
        base = base_of(row.symbol, row.session)
        held = taken.setdefault(base // TIES, set())
        row.place = free_place(row.symbol, base, held)
        held.add(row.place)
        row.save(update_fields=["place"])
        for version in row.versions.filter(current=True).defer("data"):
            code = version.language
            found = paragraph.objects.filter(version=version).values_list("pk", "position")
            rows = [(code, paragraph_place(row.place, code, n), key) for key, n in found]
            with editor.connection.cursor() as cursor:
                cursor.executemany(
                    "UPDATE register_paragraph SET language = %s, place = %s WHERE id = %s", rows
                )


def _index(_: Any, editor: Any) -> None:
    for code in CODES:
        if editor.connection.vendor == "sqlite":
            # Words come folded, one space between them: letters beyond ASCII are left alone.
            editor.execute(
                f"CREATE VIRTUAL TABLE register_search_{code} USING fts5("
                "words, content='register_paragraph', content_rowid='place', detail=none, "
                "columnsize=0, tokenize=\"ascii tokenchars '_'\")"
            )
            editor.execute(
                f"INSERT INTO register_search_{code}(rowid, words) SELECT place, words "  # noqa: S608
                f"FROM register_paragraph WHERE language = '{code}'"
            )
        else:
            editor.execute(
                f"CREATE INDEX register_words_{code} ON register_paragraph "
                f"USING gin (string_to_array(words, ' ')) WHERE language = '{code}'"
            )


class Migration(migrations.Migration):
    """Lists and searches begin with the newest without sorting all."""

    dependencies = [("register", "0006_call_in_preparation")]
    operations = [
        migrations.RunPython(_forget, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "name",
                    models.CharField(max_length=20, primary_key=True, serialize=False),
                ),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="resolution",
            name="place",
            field=models.BigIntegerField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="resolution",
            name="stamp",
            field=models.BigIntegerField(db_index=True, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="language",
            field=models.CharField(default="", editable=False, max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="paragraph",
            name="place",
            field=models.BigIntegerField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(_place, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="paragraph",
            constraint=models.UniqueConstraint(
                fields=("language", "place"), name="one_paragraph_a_place"
            ),
        ),
        migrations.RunPython(_index, migrations.RunPython.noop),
    ]
