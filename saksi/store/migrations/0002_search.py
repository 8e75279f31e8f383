"""The search index: what each row stands for, and on SQLite its FTS5 table."""

import django.db.models.deletion
from django.db import migrations, models

FTS5 = """CREATE VIRTUAL TABLE search USING fts5(words, tokenize = "unicode61 categories 'L* N* Co Mn Mc'")"""


def create(apps, schema_editor):
    """Create the FTS5 table where there is FTS5."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FTS5)


def drop(apps, schema_editor):
    """Drop it again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(db_index=True, max_length=40)),
                ("ref", models.CharField(max_length=64)),
                (
                    "document",
                    models.ForeignKey(
                        db_column="document",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indexed",
                        to="store.document",
                    ),
                ),
            ],
        ),
        migrations.RunPython(create, drop),
    ]
