from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0004_rows_of_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='Compared',
            fields=[
                ('entity', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('looks', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('entity', models.CharField(max_length=32, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('one', models.CharField(max_length=32)),
                ('other', models.CharField(db_index=True, max_length=32)),
                ('score', models.FloatField()),
                ('state', models.CharField(max_length=8)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'state', '-score'], name='match_by_score')],
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='match_once')],
            },
        ),
    ]
