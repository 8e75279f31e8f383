"""`saksi tick` as a timer calls it: one summary, and a status that tells whether something failed."""

from pathlib import Path

from test_cli import NOTE, one_sentence, saksi

from saksi.flows import daily


def test_a_timer_calls_it_again_and_again(tmp_path: Path) -> None:
    store, inbox = tmp_path / "record", tmp_path / "in"
    inbox.mkdir()
    (inbox / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "saksi.toml").write_text(f'inbox = "{inbox}"\nexpect = ["inbox=1..9"]\n', encoding="utf-8")
    assert saksi("init", cwd=tmp_path, store=store).returncode == 0

    first = saksi("tick", cwd=tmp_path, store=store)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[:2] == ["1 inputs: 1 new.", "2 act reports, +2."]

    again = saksi("tick", cwd=tmp_path, store=store)
    assert again.returncode == 0
    assert "1 known" in again.stdout
    assert "0 counts changed since 20" in again.stdout

    (inbox / "note.txt").unlink()
    empty = saksi("tick", cwd=tmp_path, store=store)
    assert "source inbox: yielded 0 inputs and at least 1" in one_sentence_of_row(empty.stderr)
    assert empty.returncode == 1

    with daily.alone(store):
        assert "another run is at work" in one_sentence(saksi("tick", cwd=tmp_path, store=store), 1)


def one_sentence_of_row(stderr: str) -> str:
    (line,) = stderr.strip().splitlines()
    return line
