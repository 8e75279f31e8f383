"""Key files in a store's folder: made when first needed, whole or not there, and only for their owner to read."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def key(file: Path, fresh: str) -> str:
    """Read a key file; the first use makes it with what is given, and of two who do so at once both read one key."""
    if not file.exists():
        _make(file, fresh)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path, fresh: str) -> None:
    """Write the key beside its place and link it there, so that a program that is ended leaves no empty one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")  # with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(f"{fresh}\n")
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):  # another has just made it
            os.link(name, file)
    finally:
        Path(name).unlink(missing_ok=True)
