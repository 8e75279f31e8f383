"""A small store beside a larger one: a cost that grows with the store fails here, long before ten thousand."""

import gc
import tracemalloc

import pytest

from bench import generator, size
from saksi.model.vocabulary import validate
from saksi.options import Options
from saksi.packs import load

PACK = load(Options.packs)


def test_the_same_seed_gives_the_same_documents() -> None:
    one, again = (list(generator.documents(PACK, 3, median=450)) for _ in range(2))

    assert one == again
    assert len({document.sha256 for document, _, _ in one}) == 3


def test_what_is_said_stands_there_and_says_that_it_is_invented() -> None:
    for _, text, found in generator.documents(PACK, 5):
        assert generator.MARK in text.content
        for statement in found:
            validate(statement)
            for span in statement.spans:
                span.check(text)


def test_some_names_come_back_and_many_are_there() -> None:
    named = [
        s.value
        for _, _, found in generator.documents(PACK, 60, median=450)
        for s in found
        if (s.kind, s.prop) == ("Person", "name")
    ]

    assert len(named) > len(set(named))
    assert len(set(named)) > 30


def test_percentiles_are_those_of_requests() -> None:
    assert [size.percentile(range(1, 101), share) for share in (0.5, 0.95, 1)] == [50, 95, 100]


@pytest.mark.django_db
def test_a_document_costs_as_much_in_a_larger_store() -> None:
    small = size.fill(50)["fill_ms"]
    size.fill(150, 50)
    large = size.fill(50, 200)["fill_ms"]

    assert large < 2.5 * small


@pytest.mark.django_db
def test_memory_stays_flat_while_documents_come_in() -> None:
    size.fill(50)
    gc.collect()
    tracemalloc.start()
    size.fill(100, 50)
    gc.collect()
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert grown < 2 * 1024 * 1024, "kept, the statements of a hundred documents are 3.2 MiB"
