"""What an archive may unpack to; a bomb of a few kilobytes fills any disk and any memory."""

from dataclasses import dataclass

from saksi.ingest.fetch import LARGEST, MIB
from saksi.model.errors import UnreadableError

MEMBERS = 10_000
UNPACKED = 512 * MIB
DEPTH = 4


@dataclass(slots=True)
class Budget:
    """What is left of the files and bytes that one input may unpack to, archives inside it included."""

    members: int = MEMBERS
    unpacked: int = UNPACKED
    largest: int = LARGEST

    @property
    def exhausted(self) -> bool:
        """Say whether the input has used up what it may."""
        return self.members < 0 or self.unpacked < 0

    def member(self) -> None:
        """Count one file; raises UnreadableError when there are too many."""
        self.members -= 1
        if self.members < 0:
            raise UnreadableError(f"it holds more than {MEMBERS:,} files; split it and add the parts")

    def unpack(self, size: int) -> None:
        """Count unpacked bytes; raises UnreadableError when there are too many."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise UnreadableError(f"it unpacks to more than {UNPACKED // MIB} MiB; split it and add the parts")
