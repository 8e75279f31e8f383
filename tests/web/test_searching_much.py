"""Where more is found than is listed, the page says so, narrows before it cuts, and tells nothing of what is hidden."""

import pytest
from django.test import Client
from scene import Writer

from saksi.store import write
from saksi.store.read import finds

NAME = "Qorvan Zeltrim"


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finds, "FIRST", 2)
    monkeypatch.setattr(finds, "MOST", 3)
    monkeypatch.setattr(finds, "LOOKED", 4)


def lay(number: int, words: str, country: str = "KH", *, witness: bool = False) -> None:
    w = Writer(words, title=f"Told {number}", publisher="North Post", published="2020-12-01")
    act = w.act(words, "arrested", "arrest", status=("reported", "arrested"), country=(country, "Here"))
    if witness:
        w.part(act, "witness", NAME, w.named("Person", NAME))
    one = w.page()
    write.add(one.document, one.text, list(one.statements()))


def found(client: Client, query: str, **more: str) -> dict[str, tuple[int, bool]]:
    parts = client.get("/search/", {"q": query, **more}).context["parts"]
    return {part.name: (part.total, part.more) for part in parts}


@pytest.mark.django_db
def test_a_page_says_that_there_is_more(member: Client, reader: Client) -> None:
    for number in range(5):
        lay(number, f"Here number {number} was arrested beside the umbrella stall.")
    for client in (member, reader):
        assert found(client, "umbrella")["documents"] == (2, True)
        assert found(client, "umbrella")["acts"] == (2, True)
        assert found(client, "umbrella", **{"in": "documents"})["documents"] == (3, True)
        assert ">2+<" in client.get("/search/", {"q": "umbrella"}).content.decode().replace(" ", "")
        assert found(client, "umbrella 3")["documents"] == (1, False)


@pytest.mark.django_db
def test_what_does_not_fit_takes_no_place_of_what_does(member: Client) -> None:
    lay(0, "Here one was arrested beside the umbrella stall.", "VN")
    for number in range(1, 8):
        lay(number, f"Here number {number} was arrested beside the umbrella stall.")
    assert found(member, "umbrella", country="VN")["documents"] == (1, False)


@pytest.mark.django_db
def test_more_is_said_only_of_what_may_be_read(reader: Client) -> None:
    for number in range(2):
        lay(number, f"Here number {number} was arrested; so said Ana Zeltrim-House beside a zeltrim tree.")
    for number in range(2, 7):
        lay(number, f"Here number {number} was arrested, said {NAME}.", witness=True)
    documents, more = found(reader, "zeltrim")["documents"]
    assert documents <= 2
    assert not more


@pytest.mark.django_db
def test_where_not_every_act_can_be_listed_the_page_says_so(reader: Client) -> None:
    words = [f"Here number {number} was arrested beside the umbrella stall." for number in range(6)]
    w = Writer("\n".join(words), title="Told", publisher="North Post", published="2020-12-01")
    for one in words:
        w.act(one, "arrested", "arrest", status=("reported", "arrested"), country=("KH", "Here"))
    page = w.page()
    write.add(page.document, page.text, list(page.statements()))
    answer = reader.get("/search/", {"q": "umbrella", "in": "acts"})
    (shown,) = (part for part in answer.context["parts"] if part.name == "acts")
    assert (len(shown.shown), shown.total) == (3, 6)
    assert "There are more than can be listed" in answer.content.decode()
