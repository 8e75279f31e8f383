"""`saksi bench`: measures of Saksi against data that others labelled, a file a subject."""

import click

from saksi.cli.bench import forecast, hrdsattack, pairs, rating
from saksi.cli.sentences import Sentences


@click.group(cls=Sentences)
def bench() -> None:
    """Measure Saksi on data that others labelled; nothing is kept."""


for verb in (forecast.forecast, hrdsattack.hrdsattack, pairs.pairs, rating.rating):
    bench.add_command(verb)
