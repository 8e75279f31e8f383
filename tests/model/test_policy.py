import pytest

from saksi.model.policy import Action, Role, Sensitivity, allowed, default_sensitivity, protects, readable

# Written out on purpose, cell by cell: who changes the table has to change it here too.
ALLOWED = {
    (Role.READER, Action.READ): ["public"],
    (Role.READER, Action.ADD): [],
    (Role.READER, Action.DECIDE): [],
    (Role.READER, Action.PROPOSE): [],
    (Role.READER, Action.MANAGE): [],
    (Role.READER, Action.ERASE): [],
    (Role.CONTRIBUTOR, Action.READ): ["public", "internal"],
    (Role.CONTRIBUTOR, Action.ADD): ["public", "internal"],
    (Role.CONTRIBUTOR, Action.DECIDE): [],
    (Role.CONTRIBUTOR, Action.PROPOSE): [],
    (Role.CONTRIBUTOR, Action.MANAGE): [],
    (Role.CONTRIBUTOR, Action.ERASE): [],
    (Role.RESEARCHER, Action.READ): ["public", "internal"],
    (Role.RESEARCHER, Action.ADD): ["public", "internal"],
    (Role.RESEARCHER, Action.DECIDE): [],
    (Role.RESEARCHER, Action.PROPOSE): ["public"],
    (Role.RESEARCHER, Action.MANAGE): [],
    (Role.RESEARCHER, Action.ERASE): [],
    (Role.REVIEWER, Action.READ): ["public", "internal", "restricted"],
    (Role.REVIEWER, Action.ADD): ["public", "internal"],
    (Role.REVIEWER, Action.DECIDE): ["public", "internal"],
    (Role.REVIEWER, Action.PROPOSE): ["public"],
    (Role.REVIEWER, Action.MANAGE): [],
    (Role.REVIEWER, Action.ERASE): [],
    (Role.COORDINATOR, Action.READ): ["public", "internal", "restricted", "protected"],
    (Role.COORDINATOR, Action.ADD): ["public", "internal", "restricted", "protected"],
    (Role.COORDINATOR, Action.DECIDE): ["public", "internal", "restricted", "protected"],
    (Role.COORDINATOR, Action.PROPOSE): ["public"],
    (Role.COORDINATOR, Action.MANAGE): [],
    (Role.COORDINATOR, Action.ERASE): [],
    (Role.ADMINISTRATOR, Action.READ): ["public", "internal"],
    (Role.ADMINISTRATOR, Action.ADD): ["public", "internal"],
    (Role.ADMINISTRATOR, Action.DECIDE): [],
    (Role.ADMINISTRATOR, Action.PROPOSE): [],
    (Role.ADMINISTRATOR, Action.MANAGE): ["public"],
    (Role.ADMINISTRATOR, Action.ERASE): ["public"],
}


@pytest.mark.parametrize("sensitivity", Sensitivity)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_every_cell(role: Role, action: Action, sensitivity: Sensitivity) -> None:
    assert allowed(role, action, sensitivity) == (sensitivity in ALLOWED[role, action])


@pytest.mark.parametrize("role", Role)
def test_who_may_not_read_may_do_nothing_else(role: Role) -> None:
    for sensitivity in Sensitivity:
        if not allowed(role, Action.READ, sensitivity):
            assert not any(allowed(role, action, sensitivity) for action in Action)


@pytest.mark.parametrize("role", Role)
def test_more_sensitive_never_allows_more(role: Role) -> None:
    for action in Action:
        cells = [allowed(role, action, sensitivity) for sensitivity in Sensitivity]
        assert cells == sorted(cells, reverse=True)


def test_what_a_role_reads_is_the_read_row() -> None:
    assert readable(Role.READER) == (Sensitivity.PUBLIC,)
    assert readable(Role.COORDINATOR) == tuple(Sensitivity)


def test_persons_are_internal_until_somebody_decides() -> None:
    assert default_sensitivity("Person") is Sensitivity.INTERNAL
    assert default_sensitivity("Membership") is Sensitivity.INTERNAL
    assert default_sensitivity("Organisation") is Sensitivity.PUBLIC
    assert not allowed(Role.READER, Action.READ, default_sensitivity("Person"))


@pytest.mark.parametrize(
    "role",
    ["witness", "Witnesses", "eyewitness of the beating", "a source", "whistleblower", "election observer",
     "observers of the vote", "child", "minor", "a 15-year-old", "student, aged 16", "source in the ministry"],
)  # fmt: skip
def test_roles_that_protect(role: str) -> None:
    assert protects("Person", role)


@pytest.mark.parametrize(
    "role", ["child rights lawyer", "unionist", "president of the Union", "52-year-old", "", "sourcing"]
)
def test_roles_that_do_not(role: str) -> None:
    assert not protects("Person", role)


def test_a_part_as_a_witness_protects_and_other_parts_and_kinds_do_not() -> None:
    assert protects("Involvement", "witness")
    assert not protects("Involvement", "victim")
    assert not protects("Organisation", "observer")
