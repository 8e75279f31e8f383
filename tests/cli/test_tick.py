"""`saksi tick` as a timer calls it: one summary, and a status that tells whether something failed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from test_cli import NOTE, one_sentence, saksi

from saksi.flows import daily


def test_a_timer_calls_it_again_and_again(tmp_path: Path) -> None:
    store, inbox = tmp_path / "record", tmp_path / "in"
    inbox.mkdir()
    day = datetime.now(UTC).date() - timedelta(days=2)
    fresh = NOTE.replace("5 March 2021", f"{day.day} {day:%B %Y}")
    (inbox / "note.txt").write_text(fresh, encoding="utf-8")
    own = f'inbox = "{inbox}"\nexpect = ["inbox=1..9"]\n'
    (tmp_path / "saksi.toml").write_text(own, encoding="utf-8")
    assert saksi("init", cwd=tmp_path, store=store).returncode == 0

    first = saksi("tick", cwd=tmp_path, store=store)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[:2] == ["1 inputs: 1 new.", "2 act reports, +2."]

    again = saksi("tick", cwd=tmp_path, store=store)
    assert again.returncode == 0
    assert "1 known" in again.stdout
    assert "0 counts changed since 20" in again.stdout

    (inbox / "note.txt").unlink()
    (tmp_path / "own.yaml").write_text("- {name: one, version: 1, kind: count, types: [arrest], least: 1, days: 1}\n")
    mail = f'benchmarks = "{tmp_path}/own.yaml"\nmail_server = "127.0.0.1:1"\nmail_to = ["desk@example.org"]\n'
    (tmp_path / "saksi.toml").write_text(own + mail, encoding="utf-8")
    failed = saksi("tick", cwd=tmp_path, store=store)
    empty, unsent = failed.stderr.strip().splitlines()
    assert "source inbox: yielded 0 inputs and at least 1" in empty
    assert "the alerts were not mailed" in unsent
    assert failed.stdout.startswith("1 inputs: 1 unreadable.\n2 act reports")
    assert "1 new alerts: see `saksi alert list`." in failed.stdout
    assert failed.returncode == 1

    with daily.alone(store):
        assert "another run is at work" in one_sentence(saksi("tick", cwd=tmp_path, store=store), 1)
