"""Reads the whole house for the gate: every document with what stands in it, under the decisions."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from saksi.model.types import Statement, Verdict
from saksi.packs import Pack, load
from saksi.publish.house import Held, House
from saksi.publish.mask import flat, tokens
from saksi.store import act_groups, keys, models
from saksi.store.read import current
from saksi.store.read import rulings as rulings_
from saksi.store.read.assembly import assemble
from saksi.store.read.documents import contents
from saksi.store.read.facts import NAMED_KINDS
from saksi.store.read.rulings import Rulings

KEY = "publish-key"
_KEY_BYTES = 32


def house(store: Path, packs: Sequence[str]) -> House:
    """Return everything that the gate decides on; the store's key is made when it is first needed."""
    pack = load(tuple(packs))
    rulings = rulings_.load()
    gone = current.gone(rulings)
    shut = current.withheld(rulings)
    every = tuple(_documents(rulings, gone))
    return House(
        documents=tuple(held for held in every if held.document.sha256 not in shut),
        shut=tuple(held for held in every if held.document.sha256 in shut),
        clusters=current.clusters(NAMED_KINDS),  # each report of an act leaves, or stays, by itself
        rulings=rulings,
        key=key(store),
        known=known(pack),
        lands=lands(pack),
        silenced=tuple(_silenced(rulings)),
        links=act_groups.links(),
    )


def key(store: Path) -> bytes:
    """Read the key that ids of publication are made with; it lies beside the database, and a backup must hold it."""
    return bytes.fromhex(keys.key(store / KEY, secrets.token_hex(_KEY_BYTES)))


def lands(pack: Pack) -> frozenset[str]:
    """Return words of countries and their people, months and numbers: a part of a name that is one tells nobody."""
    names = [name for c in pack.countries for name in (c.name, *c.aliases, *c.demonyms)]
    return _folded([*names, *pack.months, *pack.numerals, *pack.vague_numerals])


def known(pack: Pack) -> frozenset[str]:
    """Return those and words of places: words with a capital that name no person."""
    names = [c.capital for c in pack.countries]
    names += [name for place in pack.places for name in (place.name, *place.aliases)]
    return lands(pack) | _folded(names)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(flat(word) for name in names for _, _, word in tokens(name))


def _documents(rulings: Rulings, gone: frozenset[str]) -> Iterator[Held]:
    for row in models.Document.objects.order_by("-published", "sha256"):
        statements = current.statements(current.rows().filter(document=row.sha256))
        entities = assemble(statements, {}, rulings, gone)
        content = contents([row.sha256]).get(row.sha256, "")
        yield Held(row.to_type(), content, tuple(entities))


def _silenced(rulings: Rulings) -> Iterator[Statement]:
    """Yield every statement, also of older readings, whose claim a decision withholds."""
    claims = [c for c, r in rulings.items() if r.release is not None and r.release.verdict is Verdict.WITHHOLD]
    for start in range(0, len(claims), current.CHUNK):
        part = claims[start : start + current.CHUNK]
        rows = models.Statement.objects.filter(claim__in=part).order_by("id").prefetch_related("spans")
        yield from (row.to_type() for row in rows)
