"""A document that is withheld whole: what only it says stays, and whom it names is hidden elsewhere too."""

from dataclasses import replace

import houses
import scene

from saksi.model.types import Decision, Verdict
from saksi.publish.edition import edition
from saksi.publish.gate import Gate
from saksi.publish.house import House


def shut(house: House, *documents: str) -> House:
    """Withhold documents of a house, as `flows.house` does."""
    return replace(
        house,
        documents=tuple(h for h in house.documents if h.document.sha256 not in documents),
        shut=tuple(h for h in house.documents if h.document.sha256 in documents),
    )


def told(decisions: list[Decision], *documents: str) -> str:
    return houses.told(Gate(shut(houses.house(list(scene.pages()), decisions), *documents)))


def test_what_only_the_document_says_stays() -> None:
    statement = scene.statement().document.sha256
    open_, closed = told([]), told([], statement)

    for words in ("four other members", "Northern Press Circle\\n", "Criminal Code", "release them at once"):
        assert words.split("\\")[0] in open_
    for words in ("four other members", "Criminal Code", "release them at once", "Release the members"):
        assert words not in closed
    assert "Lantern Daily" in closed


def test_whom_it_makes_public_is_not_public_elsewhere() -> None:
    pages = list(scene.pages())
    decisions = houses.decide([pages[0]], Verdict.PUBLISH, "Person", "name", "Mira Solan")

    assert "Mira Solan" in told(decisions)
    assert "Solan" not in told(decisions, pages[0].document.sha256)


def test_whom_another_document_makes_public_stays_public() -> None:
    pages = list(scene.pages())
    decisions = houses.decide([pages[1]], Verdict.PUBLISH, "Person", "name", "Mira Solan")

    assert "Mira Solan" in told(decisions, pages[0].document.sha256)


def test_whom_only_it_names_is_masked_in_other_quotes() -> None:
    one = houses.page(
        "Ilma Varo was there\n",
        houses.record("Ilma Varo was there\n", "Person", "Ilma Varo", ("name", "Ilma Varo", "Ilma Varo")),
    )
    content = "Guards beat a friend of Ilma Varo in Kandal\n"
    act = houses.record(content, "Act", content, ("type", "violence", content.strip()), ("status", "reported", "beat"))
    other = houses.page(content, act)
    made = shut(houses.house([one, other]), one.document.sha256)

    assert "Guards beat a friend of ███ in Kandal" in houses.told(Gate(made))
    assert len(edition(Gate(made)).sources) == 1


def test_what_is_withheld_inside_stays_withheld_outside() -> None:
    pages = list(scene.pages())
    decisions = houses.decide([pages[1]], Verdict.WITHHOLD, "Organisation", "name", "Lantern Daily")

    assert "Lantern" not in told(decisions, pages[1].document.sha256)
