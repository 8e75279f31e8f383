"""The verbs of `saksi`, a file a subject; what is heavy is imported inside the verb, so that help comes at once."""

import click

from saksi import __version__
from saksi.cli import (
    alerts,
    answers,
    bench,
    custody,
    daily,
    demonstration,
    documents,
    erasure,
    forecast,
    matching,
    panel,
    people,
    ratings,
)
from saksi.cli.sentences import Sentences


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="saksi")
def main() -> None:
    """Turn prose about civic space into a record in which every value points to the words that say it."""


@click.command()
def version() -> None:
    """Print the version."""
    click.echo(f"saksi {__version__}")


for verb in (
    version,
    custody.init,
    custody.check,
    custody.backup,
    custody.restore,
    erasure.erase,
    documents.ingest,
    documents.extract,
    daily.tick,
    matching.resolve,
    answers.why,
    answers.publish,
    answers.export,
    people.serve,
    people.user,
    demonstration.demo,
    forecast.forecast,
    bench.bench,
    ratings.rate,
    ratings.watch,
    panel.panel,
    alerts.alert,
):
    main.add_command(verb)
