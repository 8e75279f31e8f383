"""Countries under the codes of others."""

import pytest

from saksi.packs.codes import Scheme, by, codes, country


@pytest.mark.parametrize(
    ("scheme", "text", "code"),
    [("iso3", "khm", "KH"), ("gw", "811", "KH"), ("cow", "255", "DE"), ("gw", "260", "DE"), ("iso2", "KH", "KH"),
     ("name", "The Gambia", "GM"), ("name", "Congo (Kinshasa)", "CD"), ("name", "Kosovo", "XK")],
)  # fmt: skip
def test_a_country_is_found(scheme: Scheme, text: str, code: str) -> None:
    assert country(scheme, text) == code


def test_what_is_no_country_is_none() -> None:
    assert country("iso3", "XXX") is None
    assert country("cow", "") is None
    assert country("name", "Atlantis") is None


def test_no_code_stands_for_two_countries() -> None:
    for scheme in ("iso3", "cow", "gw"):
        held = [getattr(one, scheme) for one in codes() if getattr(one, scheme)]
        assert len(held) == len(set(held)) == len(by(scheme))
