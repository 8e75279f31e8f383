"""Reports of acts to compare and chain; the people are invented, the names common."""

from saksi.resolve.act import Act, merge
from saksi.resolve.act_report import ActReport, Party, period_of


def alike(one: Party, other: Party) -> float:
    """Say that names are one when their words are, whatever their order: the simplest judge of names."""
    return float(sorted(one.name.casefold().split()) == sorted(other.name.casefold().split()))


def report(
    identity: str,
    kind: str = "arrest",
    date: str = "",
    victims: str = "",
    *,
    document: str = "",
    place: str = "",
    country: str = "KH",
    count: int | None = None,
    provisions: str = "",
    outcomes: str = "",
    by: str = "",
    status: str = "reported",
) -> ActReport:
    """Make a report; lists are parted by `|`."""

    def listed(words: str) -> tuple[str, ...]:
        return tuple(word for word in words.split("|") if word)

    return ActReport(
        id=identity,
        type=kind,
        document=document or f"d-{identity}",
        status=status,
        date=period_of(date),
        places=listed(place),
        country=country,
        victims=tuple(Party(name) for name in listed(victims)),
        perpetrators=tuple(Party(name) for name in listed(by)),
        provisions=listed(provisions),
        count=count,
        outcomes=listed(outcomes),
    )


def act(identity: str, kind: str, date: str = "", victims: str = "Sok Dara", **more: str) -> Act:
    """Make an act of one report."""
    return merge([report(identity, kind, date, victims, **more)])  # type: ignore[arg-type]
