"""Logins: made by the group, with a password that nobody chose."""

import secrets

from saksi.model.errors import StoreError
from saksi.model.policy import Role
from saksi.store.models import User

PASSWORD_BYTES = 15


def add_user(name: str, role: Role) -> str:
    """Make a login and return its random password, which is kept nowhere; raises StoreError when the name is taken."""
    if not name.strip():
        raise StoreError("a login needs a name")
    if User.objects.filter(username=name).exists():
        raise StoreError(f"there is already a login “{name}”: give it a new password with `saksi user password {name}`")
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    User.objects.create_user(username=name, password=password, role=role.value)
    return password


def new_password(name: str) -> str:
    """Give a login a new random password and return it; raises StoreError when there is no such login."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise StoreError(f"there is no login “{name}”")
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password
