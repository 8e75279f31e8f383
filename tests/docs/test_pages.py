"""Links lead somewhere, claims are marked, verbs and settings that are named exist."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from saksi.options import PREFIX, table

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MAKE_VERBS = "setup demo serve test lint types golden train bench docs messages lock clean"


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name(page)} links to {target}"
        if anchor:
            assert anchor in anchors(file), f"{name(page)} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_verb_that_is_named_exists(page: Path) -> None:
    main: click.Group = import_module("saksi.cli").main
    verbs = set(main.list_commands(click.Context(main)))
    code = re.findall(r"```.*?```|`[^`\n]+`|^ {4}[^\n]+$", prose(page), re.DOTALL | re.MULTILINE)
    named = {verb for block in code for verb in re.findall(r"(?:^|[\s`/])saksi ([a-z]+)\b", block)}
    assert named <= verbs
    made = {verb for block in code for verb in re.findall(r"(?:^|[\s`])make ([a-z]+)\b", block)}
    assert made <= {*MAKE_VERBS.split(), "help"}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_setting_that_is_named_exists(page: Path) -> None:
    known = {PREFIX + option.name.upper() for option in table()} | {PREFIX + "FILE"}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", prose(page))) <= known


def test_every_claim_of_the_ontology_is_marked_once() -> None:
    claims = re.findall(r"^- (.+)$", prose(ROOT / "docs" / "ontology.md"), re.MULTILINE)
    assert len(claims) > 30
    for claim in claims:
        assert re.fullmatch(r".+[.?] \[(built|later)\]", claim), claim
        assert len(re.findall(r"\[(?:built|later)\]", claim)) == 1, claim


def test_every_decision_is_listed_and_has_the_same_title() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = dict(re.findall(r"^\| \[(\d{4})\]\([^)]+\) \| (.+) \|$", prose(folder / "index.md"), re.MULTILINE))
    titles = {page.name[:4]: prose(page).splitlines()[0] for page in folder.glob("0*.md")}
    assert titles == {number: f"# {number} · {title}" for number, title in listed.items()}


def test_every_verb_of_make_has_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    helped = re.findall(r"^([a-z]+):[^#\n]*## .+$", makefile, re.MULTILINE)
    assert set(MAKE_VERBS.split()) <= set(helped)
    assert ".DEFAULT_GOAL := ci" in makefile


def test_no_page_speaks_of_what_is_not_the_project() -> None:
    for page in PAGES:
        assert not re.search(r"/work/|\bTODO\b|\bFIXME\b|lorem ipsum", prose(page)), name(page)
