"""Tombstones of what was erased, and the files that must not come back, known by a keyed fingerprint alone."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from pathlib import Path

from saksi.store import keys, models

KEY = "erase-key"
"""File in the store's folder: the key of the fingerprints. A backup must hold it, or erased files come back."""
_KEY_BYTES = 32
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}  # some 50 ms a guess, for whoever holds the folder and tries texts


def lay(kind: str, by: str, why: str) -> models.Tombstone:
    """Make a tombstone with a random id: nothing in it can be worked out from what is gone."""
    row = models.Tombstone(id=secrets.token_hex(models.ID // 2), kind=kind, at=datetime.now(UTC), by=by, why=why)
    row.save()
    return row


def refuse(folder: Path, sha256: str, tombstone: models.Tombstone) -> None:
    """Remember that the file with this hash must not come back, without keeping the hash."""
    models.Refusal.objects.get_or_create(
        fingerprint=_fingerprint(folder, sha256), defaults={"tombstone_id": tombstone.pk}
    )


def refusal(folder: Path, content: bytes) -> models.Tombstone | None:
    """Return the tombstone of a file that was erased with these bytes in it; None for any other."""
    if not models.Refusal.objects.exists():
        return None
    wanted = _fingerprint(folder, hashlib.sha256(content).hexdigest())
    return models.Tombstone.objects.filter(refusal__fingerprint=wanted).first()


def sentence(tombstone: models.Tombstone) -> str:
    """Say why a file is refused."""
    return (
        f"was erased on {tombstone.at:%Y-%m-%d} and is not read again (tombstone {tombstone.pk}: {tombstone.why}); "
        "leave it out, or give another copy from which the words are gone"
    )


def _fingerprint(folder: Path, sha256: str) -> str:
    keyed = hmac.new(_key(folder), sha256.encode("ascii"), hashlib.sha256).digest()
    return hashlib.scrypt(keyed, salt=_key(folder), dklen=models.SHA256 // 2, **_SCRYPT).hex()


def _key(folder: Path) -> bytes:
    """Read the key; the first erasure makes it, in a file that only its owner can read."""
    return bytes.fromhex(keys.key(folder / KEY, secrets.token_hex(_KEY_BYTES)))
