"""Lines out of the rows that they are kept in."""

import json
from collections.abc import Iterable

from saksi.store import models
from saksi.store.read.facts import ActLine, NameLine, Party


def act(row: models.ActRow) -> ActLine:
    """Return the line of an act's row."""
    return ActLine(
        id=row.entity,
        document=row.document_id,
        type=row.type,
        subtype=row.subtype,
        status=row.status,
        date=row.date,
        date_end=row.date_end,
        country=row.country,
        place=row.place,
        start=row.start,
        end=row.end,
        quote=row.quote,
        claim=row.claim,
        decided=row.decided,
        parties=tuple(Party(*party) for party in json.loads(row.parties)),
        provisions=tuple(json.loads(row.provisions)),
    )


def name(row: models.NameRow) -> NameLine:
    """Return the line of a name's row."""
    return NameLine(
        id=row.entity,
        document=row.document_id,
        kind=row.kind,
        name=row.name,
        others=tuple(json.loads(row.others)),
        country=row.country,
        start=row.start,
        end=row.end,
        quote=row.quote,
        claim=row.claim,
        decided=row.decided,
    )


def acts(rows: Iterable[models.ActRow]) -> list[ActLine]:
    """Return the lines of acts' rows, in their order."""
    return [act(row) for row in rows]
