"""Every error that Saksi raises on purpose.

SaksiError                  one sentence: what was wrong, where, and what to do
├── UsageError              the command was called wrongly             (exit status 2)
├── PackError               a file of knowledge has a wrong line       (names file and line)
├── SchemaError             a statement does not fit the vocabulary
├── UnreadableError         bytes that no parser can read              (becomes a row, stops nothing)
├── StoreError              the store is missing, newer or locked
├── EvidenceError           a span does not say what it is said to say
└── LeakError               a forecast would use what was not known then
"""

from pathlib import Path


class SaksiError(Exception):
    """Any failure that a person can act on; its text is one sentence."""

    exit_status = 1


class UsageError(SaksiError):
    """The command was called wrongly."""

    exit_status = 2


class PackError(SaksiError):
    """A file of knowledge has a wrong line; the message starts with file and line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line


class SchemaError(SaksiError):
    """A statement names a kind, property or value that the vocabulary does not know."""


class UnreadableError(SaksiError):
    """Bytes that cannot be read as a document; the message is the reason people see in the list."""


class StoreError(SaksiError):
    """The store is missing, was written by a newer Saksi, or cannot be opened."""


class EvidenceError(SaksiError):
    """A span's quote is not what the text says at its offsets."""


class LeakError(SaksiError):
    """A forecast was given values or labels that were not known at its origin."""
