"""The country's page sets counts beside what was read, and shows nobody more than he may see."""

import re

import pytest
import samples
import scene
from django.test import Client

from saksi.assess.cells import parse
from saksi.flows.why import why
from saksi.model.types import Verdict
from saksi.store import write
from saksi.store.read import current

KH = "/countries/KH/"
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)


@pytest.fixture(autouse=True)
def _laid(db: None) -> None:
    scene.lay()


def rows(client: Client, caption: str) -> list[list[str]]:
    """Return the cells of the table with this caption."""
    page = client.get(KH).content.decode()
    table = page[page.index(caption) :].partition("</table>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in ROW.findall(table)]
    return [[" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in row] for row in cells[1:]]


def test_months_stand_beside_the_documents_of_the_month(reader: Client) -> None:
    found = {row[0]: row[1:] for row in rows(reader, "Acts by the month")}

    assert list(found) == ["March 2022", "January 2022", "March 2021"]
    assert found["March 2021"][:5] == ["2", "1", "", "1", "1"]
    assert found["March 2021"][5].startswith("200.0 (")
    assert found["January 2022"][3:] == ["0", "0", "–"]


def test_freedoms_stand_beside_all_documents(reader: Client) -> None:
    found = {row[0]: row[1:] for row in rows(reader, "By freedom, beside")}

    assert found["Liberty"][:2] == ["3", "0"]
    assert found["Liberty"][3].startswith("150.0 (")
    assert "2 documents read about this country; publishers, as far as known: 2." in reader.get(KH).content.decode()


def test_the_table_by_group_leads_to_the_acts_that_it_counts(reader: Client, reviewer: Client) -> None:
    for client, number in ((reader, "1"), (reviewer, "3")):  # outside only words like “the union leader” tell
        (row,) = rows(client, "As far as the reports say")
        assert row[:2] == ["Trade unionists", number]
        (to,) = re.findall(
            r'href="(/acts/\?[^"]*group=unionists[^"]*reported[^"]*|/acts/[^"]*reported[^"]*unionists[^"]*)"',
            client.get(KH).content.decode(),
        )
        page = client.get(to.replace("&amp;", "&")).content.decode()
        assert f'<span class="count">{number}</span>' in page
        assert '<option value="unionists" selected>' in page


def test_every_number_names_its_measure(reader: Client) -> None:
    page = reader.get(KH).content.decode()
    named = re.findall(r'title="saksi why (acts[^"]+)">(\d+)<', page)

    assert len(named) > 5
    for identity, number in named:
        if not (cell := parse(identity)) or not cell.groups:  # who may not see people counts fewer by group
            assert len(why(identity).below) == int(number), identity


def test_who_may_not_see_an_act_does_not_count_it(reader: Client, reviewer: Client) -> None:
    arrest = current.rows().get(kind="Act", prop="type", value="arrest")
    before = {row[0]: row[1] for row in rows(reader, "Acts by the month")}
    write.decide(samples.decision(arrest.claim, Verdict.WITHHOLD))
    after, inside = ({row[0]: row[1] for row in rows(one, "Acts by the month")} for one in (reader, reviewer))

    assert (before["March 2021"], after["March 2021"], inside["March 2021"]) == ("2", "1", "2")


@pytest.mark.parametrize(
    ("query", "identity"),
    [
        ("country=KH&status=reported&period=2021-03", "acts:KH:2021-03"),
        ("country=KH&status=reported&freedom=liberty&type=arrest", "acts.arrest.liberty:KH:all"),
        ("country=KH&status=alleged", "alleged:KH:all"),
    ],
)
def test_a_list_names_the_measure_that_counts_it(reader: Client, query: str, identity: str) -> None:
    listed = reader.get(f"/acts/?{query}")

    assert listed.context["measure"] == identity
    assert len(why(identity).below) == listed.context["leaf"].total > 0
