"""A real model, too small for the work: it labels wrongly and invents quotes, so it shows that refusing works."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from saksi.flows.extract import extract_files
from saksi.flows.extraction.chat import server
from saksi.flows.extraction.modelled import Model
from saksi.options import Options

HERE = Path(__file__).parent / "small_model"
EXAMPLES = Path(__file__).parents[2] / "saksi" / "examples" / "documents"
NOTE = "Police in Cambodia arrested Teo Brandt on 5 March 2021. Teo Brandt is a member of the Lantern Union.\n"

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the model, served from an environment of its own."""
    environment = tmp_path_factory.mktemp("model")
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, environment / "venv"], check=True)
    python = environment / "venv/bin/python"
    install = [uv, "pip", "install", "--quiet", "--python", python, "--no-deps", "--require-hashes"]
    subprocess.run([*install, "-r", HERE / "requirements.txt"], check=True)
    command = [python, HERE / "serve.py"]
    with (
        (environment / "log").open("wb") as log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.terminate()


def test_what_it_cannot_show_is_refused_and_the_rest_stays(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    paths = [note, EXAMPLES / "zw-placard.txt"]
    model = Model(server(address, "SmolLM2-135M"), Options.packs)
    plain = list(extract_files(paths, Options.packs))
    beside = list(extract_files(paths, Options.packs, model=model))
    with capsys.disabled():
        print("\n" + "\n".join(model.account()))
    for path, without, having in zip(paths, plain, beside, strict=True):
        assert having.reason == ""
        assert having.lines[: len(without.lines)] == without.lines
        for line in having.lines[len(without.lines) :]:
            if line["record"] != "refused":
                assert path.read_text(encoding="utf-8")[line["start"] : line["end"]] == line["quote"]
    assert model.refused.total() > 0
