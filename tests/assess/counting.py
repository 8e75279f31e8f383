"""Acts and documents made by hand, for tests of counts; all invented."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from saksi.assess.facts import About, ActFact, DocumentFact, Facts
from saksi.model.vocabulary import act_types

DAY = datetime(2024, 1, 1, tzinfo=UTC)


def act(number: int, kind: str = "arrest", **more: Any) -> ActFact:
    """Make a reported act in Cambodia, told by document `d1`."""
    plain = {"status": "reported", "date": "", "country": "KH", "region": "", "documents": ("d1",), "known": DAY}
    return ActFact(id=f"{number:032x}", type=kind, claims=(f"claim {number}",), **(plain | more))


def document(identity: str = "d1", country: str = "KH", **more: Any) -> DocumentFact:
    """Make a document about a country."""
    plain = {"publisher": "delta wire", "published": "2021-03-04", "known": DAY}
    return DocumentFact(id=identity, about=(About(country, (f"says {country}",), DAY),), **(plain | more))


DATES = st.sampled_from(["", "2020", "2020-03", "2020-03-02", "2021", "2021-12", "2021-12-31"])
COUNTRIES = st.sampled_from(["KH", "TH", ""])
DOCUMENTS = [f"d{number}" for number in range(5)]


@st.composite
def drawn(draw: st.DrawFn) -> Facts:
    """Draw a record of some acts and documents."""
    made = draw(
        st.lists(
            st.tuples(
                st.sampled_from(list(act_types())),
                st.sampled_from(["reported", "reported", "alleged", "denied"]),
                DATES,
                COUNTRIES,
                st.sampled_from(["", "-1", "-2"]),
                st.sets(st.sampled_from(DOCUMENTS), min_size=1, max_size=2),
                st.integers(0, 4),
            ),
            max_size=12,
        )
    )
    acts = tuple(
        act(
            number,
            kind,
            status=status,
            date=date,
            country=country,
            region=f"{country}{region}" if country and region else "",
            documents=tuple(sorted(documents)),
            victims=victims,
        )
        for number, (kind, status, date, country, region, documents, victims) in enumerate(made)
    )
    publishers = st.sampled_from(["", "delta wire", "open water forum"])
    read = tuple(
        document(identity, draw(COUNTRIES), publisher=draw(publishers), published=draw(DATES)) for identity in DOCUMENTS
    )
    return Facts(acts, read)
