"""The pages under docs/reference/ say what the code holds."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from saksi.model import vocabulary
from saksi.options import table

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = generator()


@pytest.mark.parametrize("name", GENERATE.PAGES)
def test_a_page_is_as_the_code_would_write_it(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == GENERATE.page(name), f"docs/reference/{name} is older than its source: run `make docs`"


def test_every_kind_type_and_setting_is_on_its_page() -> None:
    kinds, acts, settings = (GENERATE.page(name) for name in ("kinds.md", "acts.md", "settings.md"))
    assert re.findall(r"^## (\w+)$", kinds, re.MULTILINE) == list(vocabulary.kinds())
    assert all(f"| `{code}` |" in acts for code in [*vocabulary.act_types(), *vocabulary.statuses()])
    assert all(f"| `{option.name}` |" in settings for option in table())


def test_bars_in_cells_do_not_break_a_table() -> None:
    assert GENERATE.rows(["a"], [["x|y\nz"]]).splitlines()[-1] == "| x\\|y z |"
