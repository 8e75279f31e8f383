"""The pages in Khmer: everything that is said is translated, and the catalogue is the one that the code asks for."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import scene
from django.test import Client
from django.utils import translation

from saksi.publish import labels

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "docs"))
import messages


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Leave the language of the process as it was."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def catalogue() -> messages.Catalog:
    return messages.read("km")


def test_the_catalogue_is_what_the_pages_say_today(catalogue: messages.Catalog) -> None:
    said = {(message.words, message.context) for message in messages.messages()}
    held = {(message.id, message.context) for message in catalogue if message.id}
    assert held == said, "run `make messages`, and translate what is new"


def test_every_message_is_translated(catalogue: messages.Catalog) -> None:
    for message in catalogue:
        if message.id:
            assert all(message.string if isinstance(message.string, tuple) else [message.string]), message.id


def test_translations_keep_what_is_filled_in(catalogue: messages.Catalog) -> None:
    assert not [(message.id, errors) for message, errors in catalogue.check() if errors]


def test_the_compiled_catalogue_is_the_written_one(catalogue: messages.Catalog) -> None:
    compiled = messages.LOCALE / "km" / "LC_MESSAGES" / "django.mo"
    assert compiled.read_bytes() == messages.mo(catalogue), "run `make messages`"


@pytest.mark.parametrize(
    ("given", "words"),
    [("2019", "២០១៩"), ("2019-11", "ខែវិច្ឆិកា ឆ្នាំ២០១៩"), ("2019-11-08", "ថ្ងៃទី៨ ខែវិច្ឆិកា ឆ្នាំ២០១៩"), ("soon", "soon")],
)
def test_dates_are_written_in_khmer(given: str, words: str) -> None:
    with translation.override("km"):
        assert labels.date(given) == words


def test_moments_and_numbers_are_written_in_khmer() -> None:
    with translation.override("km"):
        assert labels.moment(datetime(2021, 3, 2, 9, 5, tzinfo=UTC)).startswith("ថ្ងៃទី២ ខែមិនា ឆ្នាំ២០២១ ម៉ោង ")
        assert labels.digits(1203) == "១២០៣"
    with translation.override("en"):
        assert labels.digits(1203) == "1203"


def test_labels_of_the_vocabulary_are_khmer() -> None:
    with translation.override("km"):
        assert labels.act_type("arrest") == "ការចាប់ខ្លួន"
        assert labels.country("KH") == "កម្ពុជា"
        assert labels.value("Organisation", "type", "union") == "សហជីព"
        assert labels.value("Organisation", "name", "union") == "union"


@pytest.mark.django_db
def test_a_visitor_chooses_the_language_and_a_cookie_keeps_it(reader: Client) -> None:
    assert '<html lang="en">' in reader.get("/").content.decode()
    answer = reader.post("/language/", {"language": "km", "next": "/countries/"})
    assert answer.headers["Location"] == "/countries/"
    assert answer.cookies["saksi-language"]["samesite"] == "Lax"
    page = reader.get("/countries/").content.decode()
    assert '<html lang="km">' in page
    assert "<h1>ប្រទេស</h1>" in page


@pytest.mark.django_db
def test_the_language_leads_to_no_other_host(reader: Client) -> None:
    answer = reader.post("/language/", {"language": "km", "next": "https://example.org/"})
    assert not answer.headers["Location"].startswith("https://example.org")


@pytest.mark.django_db
def test_a_browser_that_asks_for_khmer_gets_it(reader: Client) -> None:
    assert (
        '<html lang="km">' in reader.get("/", headers={"accept-language": "km-KH,km;q=0.9,en;q=0.5"}).content.decode()
    )


def test_words_of_a_document_keep_their_language(reader: Client, db: None) -> None:
    scene.lay()
    reader.post("/language/", {"language": "km"})
    page = reader.get("/acts/?type=media_closure").content.decode()
    assert '<p class="quote" lang="en">' in page
    assert "the ministry revoked the licence of the newspaper Lantern Daily" in page


@pytest.mark.django_db
def test_a_form_filled_in_wrongly_answers_in_khmer(reader: Client) -> None:
    reader.post("/language/", {"language": "km"})
    page = reader.post("/account/login/", {"login": "ana", "password": "wrong"}).content.decode()
    assert "មិនត្រឹមត្រូវ" in page
    assert "ត្រូវបំពេញកន្លែងនេះ" in reader.post("/account/login/", {}).content.decode()
