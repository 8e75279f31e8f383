"""Settings: where they come from, which wins, and what is said when one is wrong."""

from pathlib import Path

import pytest

from saksi import options
from saksi.model.errors import UsageError


def load(folder: Path, toml: str = "", **environ: str) -> options.Options:
    file = folder / "saksi.toml"
    if toml:
        file.write_text(toml, encoding="utf-8")
    return options.load(file, environ)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path) == options.Options()
    assert options.Options().visitors == "reader"
    assert options.Options().host == "127.0.0.1"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    found = load(tmp_path, 'port = 9000\ngroup = "River Watch"', SAKSI_PORT="9001")
    assert (found.port, found.group) == (9001, "River Watch")


def test_lists_are_split_at_commas_in_the_environment(tmp_path: Path) -> None:
    assert load(tmp_path, SAKSI_PACKS="world, lang/en").packs == ("world", "lang/en")
    assert load(tmp_path, 'packs = ["world"]').packs == ("world",)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("prot = 9000", "there is no setting “prot”"),
        ("port = 'many'", "port is wrong"),
        ("port = ", "is not TOML"),
        ("visitors = 'coordinator'", "visitors is wrong"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(UsageError, match=r"saksi\.toml") as caught:
        load(tmp_path, toml)
    assert said in str(caught.value)


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="SAKSI_HTTPS"):
        load(tmp_path, SAKSI_HTTPS="perhaps")


def test_every_setting_has_a_help(tmp_path: Path) -> None:
    assert all(option.help.endswith(".") for option in options.table())


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    from saksi.settings import _secret_key

    folder = tmp_path / "store"
    key = _secret_key(folder)
    _secret_key.cache_clear()
    assert _secret_key(folder) == key
    assert len(key) >= 50
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
