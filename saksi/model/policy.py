"""Who may do what with which items: role × action × sensitivity, in one table."""

import re
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the group; `reader` is anybody, also without an account."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    RESEARCHER = "researcher"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What can be done today; an action enters this list with the page or verb that needs it."""

    READ = "read"
    ADD = "add document"
    DECIDE = "decide"
    PROPOSE = "propose rating"
    MANAGE = "manage users"
    ERASE = "erase"


class Sensitivity(StrEnum):
    """How far an item may travel, from everybody to the few who keep it."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
    PROTECTED = "protected"


# One letter an action: r read, a add document, d decide, p propose ratings, m manage users, e erase. A cell that does
# not name an action forbids it. Proposing, managing users and erasing know no sensitivity: they stand in the first
# column; whoever erases works on the machine itself, with `saksi erase`, and is the administrator. Keeping the machine
# is not reading the files: the administrator sees no more of the restricted than a researcher, and nothing of the
# protected.
_TABLE: dict[Role, tuple[str, str, str, str]] = {
    #                    public  internal restricted protected
    Role.READER:        ("r",    "",      "",        ""),
    Role.CONTRIBUTOR:   ("ra",   "ra",    "",        ""),
    Role.RESEARCHER:    ("rap",  "ra",    "",        ""),
    Role.REVIEWER:      ("radp", "rad",   "r",       ""),
    Role.COORDINATOR:   ("radp", "rad",   "rad",     "rad"),
    Role.ADMINISTRATOR: ("rame", "ra",    "",        ""),
}  # fmt: skip
_LETTERS = {
    Action.READ: "r",
    Action.ADD: "a",
    Action.DECIDE: "d",
    Action.PROPOSE: "p",
    Action.MANAGE: "m",
    Action.ERASE: "e",
}

_INTERNAL_KINDS = frozenset({"Person", "Membership"})

# Whoever is one of these is protected whatever has been decided about publishing: the role goes first, by a decision.
_PROTECTED_ROLES = frozenset(
    {"witness", "eyewitness", "source", "informant", "whistleblower", "minor", "child", "juvenile", "observer"}
)
UNENCRYPTED = (
    "nobody can be marked as protected (a witness, a source, an observer, somebody under eighteen) while the store is "
    "not encrypted, since whoever takes the disk can read it: withhold the name instead, or erase the person"
)
"""Why a person's word that would protect somebody is refused; what a machine reads in a document stays in the house."""

_HEAD = re.compile(r"[\w’'-]+(?=\s+(?:of|for|at|in|on|to|from|with)\b|\s*[,;(]|\s*$)")
_MINOR = re.compile(r"\b(?:1[0-7]|[1-9])[ -]years?[ -]old\b|\baged? (?:of )?(?:1[0-7]|[1-9])\b")


def allowed(role: Role, action: Action, sensitivity: Sensitivity = Sensitivity.PUBLIC) -> bool:
    """Say whether a role may take an action on an item of this sensitivity."""
    return _LETTERS[action] in _TABLE[role][list(Sensitivity).index(sensitivity)]


def readable(role: Role) -> tuple[Sensitivity, ...]:
    """Return the sensitivities that a role may read, for the one place that filters queries."""
    return tuple(level for level in Sensitivity if allowed(role, Action.READ, level))


def default_sensitivity(kind: str) -> Sensitivity:
    """Return what an entity of this kind is until somebody decides: persons are internal, the rest is public."""
    return Sensitivity.INTERNAL if kind in _INTERNAL_KINDS else Sensitivity.PUBLIC


def protects(kind: str, role: str) -> bool:
    """Say whether a role protects who has it: a witness, a source, an observer, somebody under eighteen.

    A Person's role is words: its head noun counts (“observer of the vote”, not “child rights lawyer”).
    """
    if kind not in {"Person", "Involvement"}:
        return False
    words = role.casefold()
    heads = {match[0] for match in [_HEAD.search(words)] if match}
    singular = {head.removesuffix(ending) for head in heads for ending in ("", "s", "es")}
    return not singular.isdisjoint(_PROTECTED_ROLES) or bool(_MINOR.search(words))
