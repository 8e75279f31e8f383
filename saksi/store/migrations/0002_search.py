"""The search index: what each row stands for, and its terms: an FTS5 table on SQLite, tsvectors on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

INDEX = {
    "sqlite": ["""CREATE VIRTUAL TABLE search USING fts5(words, tokenize = "unicode61 categories 'L* N* Co Mn Mc'")"""],
    # No foreign key: Django's tests empty store_indexed with TRUNCATE, which no referenced table allows.
    "postgresql": [
        "CREATE TABLE search (indexed bigint NOT NULL, part integer NOT NULL, words tsvector NOT NULL,"
        " PRIMARY KEY (indexed, part))",
        "CREATE INDEX search_words ON search USING gin (words)",
    ],
}


def create(apps, schema_editor):
    """Create the full-text index of this database."""
    for statement in INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Drop it again."""
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
