"""Shuts this process in before it touches hostile bytes: memory, time, files, network; nothing can be undone later.

Three walls, because none stands everywhere: limits of the kernel (always), Landlock and a network namespace (where
the kernel has and permits them), and a hook inside Python (always, but native code does not pass it).
Sources of the numbers: the kernel's landlock(7), unshare(2), prctl(2).
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from saksi.ingest.fetch import MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: address space in bytes, computing time and waiting time in seconds."""

    memory: int = 1024 * MIB
    cpu: int = 60
    wall: float = 180.0


LIMITS = Limits()
OPEN_FILES = 64
NEW_USER, NEW_NET = 0x10000000, 0x40000000
NO_NEW_PRIVILEGES = 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same number on every processor
PATH_BENEATH = 1
READ = 0b1101  # execute, read a file, read a folder
FILES = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # Landlock's version → how many rights over files it knows
NETWORK, SCOPED = 4, 6  # versions from which TCP, and signals and abstract sockets, can be shut off
NEEDED = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "tempfile.", "os.chflags", "os.chmod", "os.chown", "os.exec", "os.fork",
    "os.kill", "os.link", "os.mkdir", "os.posix_spawn", "os.remove", "os.rename", "os.rmdir", "os.spawn",
    "os.symlink", "os.system", "os.truncate", "os.utime", "pty.", "signal.pthread_kill",
)  # fmt: skip


def confine(limits: Limits, readable: Iterable[str]) -> tuple[str, ...]:
    """Shut the process in; returns the walls that stand beside those that always do: `namespace`, `landlock`.

    `readable` are the folders that code is loaded from; no other file can be read once Landlock stands. Call it from
    a process with one thread, before anything heavy is imported.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    readable = list(readable)
    walls = {"namespace": _leave_network(readable), "landlock": _landlock([*NEEDED, *readable])}
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_refuse)
    return tuple(name for name, stands in walls.items() if stands)


def renew(limits: Limits) -> None:
    """Give the process another file's share of computing time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + limits.cpu + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise PermissionError for what no parser needs: connections, programs, changes to files."""
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & WRITING:
            raise PermissionError("a parser may not write")
    elif event.startswith(FORBIDDEN):
        raise PermissionError(f"a parser may not do {event}")


def _leave_network(readable: list[str]) -> bool:
    """Move into a network namespace with nothing in it, giving up root's rights on the way where that is possible."""
    unshare = getattr(ctypes.CDLL(None), "unshare", lambda _: -1)
    # Without its rights, root could not read the code of another user's installation.
    own = os.geteuid() != 0 or all(os.stat(path).st_uid == 0 for path in readable if os.path.exists(path))  # noqa: PTH110, PTH116
    return any(unshare(flags) == 0 for flags in ((NEW_USER | NEW_NET, NEW_NET) if own else (NEW_NET,)))


def _landlock(readable: Iterable[str]) -> bool:
    """Take away every right over files but reading what is named, and TCP and signals where the kernel can."""
    call = getattr(ctypes.CDLL(None), "syscall", lambda *_: -1)
    version = call(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << FILES.get(version, 16)) - 1
    ruleset = struct.pack("=QQQ", rights, 0b11 if version >= NETWORK else 0, 0b11 if version >= SCOPED else 0)
    size = 24 if version >= SCOPED else 16 if version >= NETWORK else 8
    rules = call(CREATE_RULESET, ruleset, size, 0)
    if rules < 0:
        return False
    for path in readable:
        if os.path.exists(path):  # noqa: PTH110 - before anything is shut, as little as can be is imported
            _allow(call, rules, path)
    stands = ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and call(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return bool(stands)


def _allow(call: Callable[..., int], rules: int, path: str) -> None:
    at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    folder = os.path.isdir(path)  # noqa: PTH112
    call(ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", READ if folder else READ & 0b101, at), 0)
    os.close(at)
