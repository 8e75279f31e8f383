"""Every measure of a small store, frozen: `make golden` writes them anew, and the diff is read."""

from pathlib import Path

import pytest
import scene

from saksi.flows.measures import measures

GOLDEN = Path(__file__).parent / "measures-of-the-scene.tsv"


@pytest.mark.django_db
def test_the_measures_of_the_scene_are_what_they_were(rewrite_golden: bool) -> None:
    scene.lay()
    now = "".join(f"{one.id}\t{one.value:.6g}\t{len(one.claims)}\n" for one in measures())
    if rewrite_golden:
        GOLDEN.write_text(now, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == now, "measures are others now: run `make golden` and read the diff"
