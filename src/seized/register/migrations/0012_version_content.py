"""What each version says, as a digest: so a record that was only corrected is not the same."""

import zlib
from typing import Any

from django.db import migrations, models

from seized.register.texts.prepared import content_of


def _told(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("register", "Version").objects
    for row in versions.only("pk", "data").iterator(chunk_size=200):
        content = content_of(zlib.decompress(bytes(row.data)))
        versions.filter(pk=row.pk).update(content=content)


class Migration(migrations.Migration):
    dependencies = [("register", "0011_replies")]

    operations = [
        migrations.AddField(
            model_name="version",
            name="content",
            field=models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(_told, migrations.RunPython.noop, elidable=True),
    ]
