"""The verb that measures matching on labelled pairs."""

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print precision, recall and f1 as one JSON object.")
def pairs(file: Path, as_json: bool) -> None:
    """Compare the labelled pairs of a CSV file; print score, verdict and reasons, then precision, recall, F1.

    The first line names the columns kind, left, right and same, and may name left_context and right_context. kind is
    person, organisation or act, same is 1 or 0. A row that cannot be measured is named on standard error and left out;
    the exit status is then 1.
    """
    import json
    from dataclasses import asdict

    from saksi.flows.bench import pairs as flow

    good: list[flow.Pair] = []
    bad = 0
    for found in flow.measure(file):
        if isinstance(found, flow.BadRow):
            bad += 1
            click.echo(f"saksi: {found}", err=True)
            continue
        good.append(found)
        if not as_json:
            mark = "right" if found.same == found.comparison.same else "WRONG"
            comparison = found.comparison
            click.echo(
                f"{comparison.score:.3f}  {comparison.verdict:8} {mark}  {found.left} | {found.right}: "
                f"{'; '.join(comparison.reasons)}"
            )
    measured = flow.scores(good)
    if as_json:
        click.echo(json.dumps({name: round(value, 4) for name, value in asdict(measured).items()}))
    else:
        click.echo(
            f"{len(good)} pairs: precision {measured.precision:.3f}, recall {measured.recall:.3f}, F1 {measured.f1:.3f}"
        )
    if bad:
        raise SystemExit(1)
