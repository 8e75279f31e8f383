"""The log's chain: each decision's salted digest, linked to all before it, so that a changed item is noticed.

The salt keeps an erased item from being guessed out of its digest; destroying it leaves digest and link in place.
"""

import hashlib
import json
import secrets

from saksi.model.types import Decision

GENESIS = "0" * 64
SALT_BYTES = 32


def new_salt() -> str:
    """Return a fresh salt of 64 hexadecimal digits."""
    return secrets.token_hex(SALT_BYTES)


def digest(salt: str, decision: Decision) -> str:
    """Hash a decision under its salt (SHA-256 over canonical JSON); the time counts to the microsecond, in UTC."""
    content = [
        decision.subject,
        decision.verdict.value,
        decision.value,
        decision.user,
        round(decision.at.timestamp() * 1_000_000),
        decision.reason,
    ]
    packed = json.dumps([salt, content], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()


def link(previous: str, own: str) -> str:
    """Hash the previous link and this digest; the first link stands on GENESIS."""
    return hashlib.sha256(f"{previous}:{own}".encode("ascii")).hexdigest()
