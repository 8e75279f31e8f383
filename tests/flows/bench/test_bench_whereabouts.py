"""One place for an article."""

from typing import Any

import pytest

from saksi.flows.bench.whereabouts import whereabouts
from saksi.packs import load
from saksi.packs.pack import Pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(("world", "lang/en"))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", ("", "")),
        ("Kenyan police\n\nThe march in Nairobi was stopped.", ("KE", "Nairobi")),
        ("Arrests\n\nMINSK (news) Belarusian police held her.", ("BY", "Minsk")),
        ("Nigeria: school raided\n\nGunmen came at night in Dapsaru and left.", ("NG", "Dapsaru")),
        ("Nigeria\n\nIn March, on Monday and in Parliament, nothing.", ("NG", "")),
        ("Hong Kong police arrest five\n\nThe union in Hong Kong protested.", ("CN", "Hong Kong")),
    ],
)
def test_place_names_vote(text: str, where: tuple[str, str], pack: Pack) -> None:
    assert whereabouts(text, [], pack) == where


def test_acts_weigh_more_than_names(pack: Pack) -> None:
    acts: list[dict[str, Any]] = [{"country": "TH", "place": "Bangkok"}, {"country": "TH", "place": "Thailand"}]
    text = "News\n\n" + "x " * 400 + "Laos, Laos and Laos; Bangkok."

    assert whereabouts(text, [], pack)[0] == "LA"
    assert whereabouts(text, acts, pack) == ("TH", "Bangkok")
