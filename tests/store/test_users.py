"""Logins have a random password that is kept nowhere, and a role of the policy."""

import pytest

from saksi.model.errors import StoreError
from saksi.model.policy import Role
from saksi.store import users
from saksi.store.models import User

pytestmark = pytest.mark.django_db


def test_a_login_opens_with_its_password_alone() -> None:
    password = users.add_user("ana", Role.REVIEWER)
    user = User.objects.get(username="ana")

    assert user.check_password(password)
    assert not user.check_password("ana")
    assert password not in user.password
    assert (user.role, user.is_superuser, user.is_staff) == ("reviewer", False, False)


def test_a_new_password_ends_the_old_one() -> None:
    old = users.add_user("ana", Role.REVIEWER)
    new = users.new_password("ana")
    user = User.objects.get(username="ana")

    assert user.check_password(new)
    assert not user.check_password(old)


def test_passwords_are_not_alike() -> None:
    assert len({users.add_user(f"ana{n}", Role.READER) for n in range(20)}) == 20


def test_wrong_names_are_refused() -> None:
    users.add_user("ana", Role.REVIEWER)
    for name, words in (("ana", "already a login"), (" ", "needs a name")):
        with pytest.raises(StoreError, match=words):
            users.add_user(name, Role.REVIEWER)
    with pytest.raises(StoreError, match="no login"):
        users.new_password("bo")
