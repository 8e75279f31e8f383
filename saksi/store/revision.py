"""Says when derived rows change, and by which rules they were made: rows of other rules may show what these hide."""

import secrets
from functools import cache
from pathlib import Path
from types import ModuleType

from saksi.model import groups, ids, policy, vocabulary
from saksi.packs import grouping
from saksi.resolve import act, cluster, union
from saksi.store import act_groups, clusters, derived, group_rows, growth, insertion, matches, models
from saksi.store.read import assembly, bare, current, facts, known, levels, masks, rulings

_MADE_BY: tuple[ModuleType, ...] = (
    ids, policy, groups, grouping, group_rows, act, union, cluster, act_groups, matches, clusters, growth, derived,
    insertion, assembly, bare, current, facts, known, levels, masks, rulings,
)  # fmt: skip


def changed() -> None:
    """Say that the record is another now: what was made once of its rows is made again."""
    token = secrets.token_hex(models.ID // 2)
    first = {"token": token, "rules": rules()}
    models.Revision.objects.update_or_create(pk=1, defaults={"token": token}, create_defaults=first)


def rebuilt() -> None:
    """Say that every row was made anew by the rules of today."""
    changed()
    models.Revision.objects.update(rules=rules())


def outdated() -> bool:
    """Say whether the rows were made by other rules than those of today, or never."""
    made = models.Revision.objects.values_list("rules", flat=True).first()
    return models.Document.objects.exists() if made is None else made != rules()


@cache
def rules() -> str:
    """Hash the vocabulary and the words of every file that says what stands in a row, and for whom."""
    files = [*(Path(str(module.__file__)) for module in _MADE_BY), Path(__file__).with_name("derivation.py")]
    files += [groups.FILE, grouping.ENGLISH, grouping.KHMER]
    return ids.content_id("rules", vocabulary.digest(), *(file.read_text(encoding="utf-8") for file in files))
