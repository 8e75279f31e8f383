"""Entities out of statements: pure, so that every page, count and export assembles the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saksi.model.types import Entity, Statement, Verdict
from saksi.model.vocabulary import PropertyType, main_prop, property_of
from saksi.store.read.rulings import NONE, Rulings


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind one value: a person's word first, then the number of documents, then confidence."""

    decided: bool
    documents: int
    confidence: float


def removed(statements: Iterable[Statement], rulings: Rulings) -> frozenset[str]:
    """Return the entities (ids inside their document) all of whose main claims were rejected."""
    verdicts: dict[str, bool] = {}
    for statement in statements:
        if statement.prop == main_prop(statement.kind):
            rejected = rulings.get(statement.claim, NONE).rejected
            verdicts[statement.entity] = verdicts.get(statement.entity, True) and rejected
    return frozenset(entity for entity, gone in verdicts.items() if gone)


def assemble(
    statements: Iterable[Statement], canonical: Mapping[str, str], rulings: Rulings, gone: frozenset[str]
) -> list[Entity]:
    """Return the entities in order of their first statement.

    `canonical` maps an entity of a document to its cluster (itself when absent); `gone` holds the entities taken out.
    A link to an entity that was taken out is left out: of the act, the whole involvement; of the party, the value.
    """
    groups: dict[str, list[Statement]] = defaultdict(list)
    values: dict[str, dict[str, list[tuple[str, Statement]]]] = defaultdict(lambda: defaultdict(list))
    orphans: set[str] = set()
    for statement in statements:
        if statement.entity in gone or rulings.get(statement.claim, NONE).rejected:
            continue
        value = rulings.get(statement.claim, NONE).shown(statement.value)
        if property_of(statement.kind, statement.prop).type is PropertyType.ENTITY:
            if value in gone:
                orphans.update({statement.entity} if statement.prop == "act" else ())
                continue
            value = canonical.get(value, value)
        identity = canonical.get(statement.entity, statement.entity)
        groups[identity].append(statement)
        values[identity][statement.prop].append((value, statement))
    return [
        Entity(identity, found[0].kind, _props(values[identity], rulings), tuple(found))
        for identity, found in groups.items()
        if not all(statement.entity in orphans for statement in found)
    ]


def _props(values: Mapping[str, list[tuple[str, Statement]]], rulings: Rulings) -> dict[str, tuple[str, ...]]:
    return {prop: _ranked(found, rulings) for prop, found in values.items()}


def _ranked(found: list[tuple[str, Statement]], rulings: Rulings) -> tuple[str, ...]:
    """Return the different values, best evidenced first; what is equal keeps the order of the statements."""
    behind: dict[str, list[Statement]] = {}
    for value, statement in found:
        behind.setdefault(value, []).append(statement)
    if len(behind) == 1:
        return tuple(behind)
    order = {value: position for position, value in enumerate(behind)}

    def rank(value: str) -> tuple[bool, int, float, int]:
        support = _support(behind[value], rulings)
        return (not support.decided, -support.documents, -support.confidence, order[value])

    return tuple(sorted(behind, key=rank))


def _support(statements: list[Statement], rulings: Rulings) -> Support:
    judgements = (rulings.get(s.claim, NONE).judgement for s in statements)
    return Support(
        decided=any(j is not None and j.verdict in (Verdict.ACCEPT, Verdict.CORRECT) for j in judgements),
        documents=len({s.document for s in statements}),
        confidence=max(s.confidence for s in statements),
    )
