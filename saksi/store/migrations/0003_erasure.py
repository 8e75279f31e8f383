"""Erasure: tombstones, what is left to wipe, fingerprints of files that must not come back, masked documents."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0002_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=150)),
                ('why', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unfinished',
            fields=[
                ('tombstone', models.OneToOneField(db_column='tombstone', on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='store.tombstone')),
                ('blobs', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('fingerprint', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('tombstone', models.ForeignKey(db_column='tombstone', on_delete=django.db.models.deletion.PROTECT, to='store.tombstone')),
            ],
        ),
        migrations.CreateModel(
            name='Masked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(db_column='document', on_delete=django.db.models.deletion.CASCADE, related_name='masked', to='store.document')),
                ('tombstone', models.ForeignKey(db_column='tombstone', on_delete=django.db.models.deletion.PROTECT, to='store.tombstone')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'tombstone'), name='masked_once')],
            },
        ),
    ]
