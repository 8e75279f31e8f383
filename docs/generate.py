"""Writes docs/reference/ from what the code holds (`make docs`); a test compares the pages with what this writes."""

import inspect
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path

import click

from saksi.ingest import confine, fetch, links, reader, unpack, web
from saksi.ingest import kinds as kinds_of_input
from saksi.ingest.archives import budget
from saksi.model import policy, vocabulary
from saksi.model.groups import groups
from saksi.options import PREFIX, table
from saksi.publish.allowance import allowances

HERE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py; change the source that it names, then run `make docs`. -->\n"


def rows(head: Iterable[str], body: Iterable[Iterable[object]]) -> str:
    """Lay out a Markdown table; bars inside cells are escaped."""
    lines = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in body]
    head = list(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *lines]) + "\n"


def kinds() -> str:
    """Every kind with its properties."""
    parts = [
        "# Kinds\n",
        "Source: `saksi/model/schema/`. The first property is the main one: rejecting it removes the whole entity.\n",
    ]
    for kind in vocabulary.kinds().values():
        parts.append(f"## {kind.name}\n\n{about(kind)}\n")
        parts.append(
            rows(
                ["property", "takes", "", "FtM", "ESF", "note"],
                (
                    [f"`{name}`", takes(prop), flags(prop), prop.ftm, prop.esf, prop.note]
                    for name, prop in kind.properties.items()
                ),
            )
        )
    return "\n".join(parts)


def about(kind: vocabulary.Kind) -> str:
    """Say what a kind is, and its kin, in sentences."""
    kin = [f"FtM {name}" for name in kind.ftm] + ([f"ESF {kind.esf}"] if kind.esf else [])
    sentences = [kind.what, "A link between entities" if kind.link else "", "Kin: " + ", ".join(kin) if kin else ""]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def takes(prop: vocabulary.Property) -> str:
    """Say what a property takes, in a table cell."""
    if prop.of:
        return f"[{prop.of}](acts.md)"
    if prop.type is vocabulary.PropertyType.VOCABULARY:
        return " · ".join(prop.range)
    return f"{prop.type}{': ' + ' or '.join(prop.range) if prop.range else ''}"


def flags(prop: vocabulary.Property) -> str:
    """Say whether a property is required and whether it repeats."""
    return ", ".join(name for name, given in (("required", prop.required), ("repeats", prop.multiple)) if given)


def acts() -> str:
    """Act types, statuses, freedoms, severity and codes."""
    held = vocabulary.acts()
    return "\n".join(
        [
            "# Act types\n",
            f"Source: `saksi/model/acts.yaml`, vocabulary {vocabulary.VERSION}.\n",
            rows(
                ["type", "covers", "subtypes", "freedoms", "direction", "severity"],
                (
                    [
                        f"`{a.code}`",
                        a.covers,
                        " · ".join(t.code for t in a.subtypes),
                        ", ".join(a.freedoms),
                        a.direction,
                        a.severity,
                    ]
                    for a in held.types
                ),
            ),
            "## Statuses of a report\n",
            rows(
                ["status", "means", "counts"],
                ([f"`{s.code}`", s.covers, "yes" if s.counts else "no"] for s in held.statuses),
            ),
            "## Freedoms\n",
            rows(["freedom", "covers"], ([f"`{f.code}`", f.covers] for f in held.freedoms)),
            "## Default severity\n",
            "Set by the project, not yet reviewed by monitors; it orders lists and never enters a count.\n",
            rows(["level", "means"], held.severity.items()),
            "## Codes of other vocabularies\n",
            "An empty cell: no code was seen there, or it has not been looked up yet; the file names the sources.\n",
            rows(
                ["type", "CIVICUS Monitor", "PLOVER", "ML for Peace", "ESF 4", "FtM", "SDG 16.10.1"],
                (codes(a) for a in held.types),
            ),
        ]
    )


def groups_of_people() -> str:
    """Groups of people that counts are cut by, with who else counts or watches them."""
    names = {"sdg16101": "SDG 16.10.1", "un": "UN mandate"}
    return "\n".join(
        [
            "# Groups of people\n",
            "Source: `saksi/model/groups.yaml`; which words say so: `saksi/packs/lang/*/groups.yaml`. How acts are"
            " counted by them: [counts](../methods/counts.md).\n",
            rows(
                ["group", "label", "who", *names.values()],
                (
                    [f"`{one.code}`", one.label, one.covers, *(one.standards.get(name, "") for name in names)]
                    for one in groups().values()
                ),
            ),
        ]
    )


def codes(act: vocabulary.ActType) -> list[str]:
    """One row of codes."""
    held = act.codes
    plover = (f"{p.event} {p.mode}" if p.mode else p.event for p in held.plover)
    return [
        f"`{act.code}`",
        *map(", ".join, (held.civicus, plover, held.mlp, held.esf4)),
        held.ftm or "",
        ", ".join(held.sdg16101),
    ]


def roles() -> str:
    """Who may do what."""
    body = (
        [
            role,
            *(
                ", ".join(a for a in policy.Action if policy.allowed(role, a, level)) or "–"
                for level in policy.Sensitivity
            ),
        ]
        for role in policy.Role
    )
    return (
        "# Roles\n\nSource: `saksi/model/policy.py`. Persons are internal until somebody decides *public*.\n\n"
        + rows(["role", *policy.Sensitivity], body)
    )


def settings() -> str:
    """Every setting."""
    return (
        "# Settings\n\nSource: `saksi/options.py`. In `saksi.toml` by name; in the environment in capitals with "
        f"`{PREFIX}` before it, which wins. Lists split at commas there.\n\n"
        + rows(
            ["setting", "default", "what it does"], ([f"`{o.name}`", f"`{shown(o.default)}`", o.help] for o in table())
        )
    )


def shown(value: object) -> str:
    """A default as a person would write it in saksi.toml."""
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{one}"' for one in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def verbs() -> str:
    """Every verb of the command line with its options, from the command itself."""
    parts = ["# Verbs\n", "Source: `saksi/cli/`. `saksi VERB --help` says the same.\n"]
    for path, text in helped(import_module("saksi.cli").main, "saksi"):
        parts.append(f"## {path}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def helped(group: click.Group, path: str) -> Iterator[tuple[str, str]]:
    """Yield each verb below a group with its help, as wide on every terminal."""
    # As every verb is asked for help below `saksi`: click keeps the option that it made first.
    context = click.Context(group, info_name=path, terminal_width=100, help_option_names=["-h", "--help"])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from helped(command, f"{path} {name}")
        elif command is not None and not command.hidden:
            yield f"{path} {name}", command.get_help(click.Context(command, context, name, terminal_width=100))


def inputs() -> str:
    """What can be read, and what reading may take."""
    return "\n".join(
        [
            "# Inputs\n",
            "Source: `saksi/ingest/`. Files, folders, `-` for standard input, addresses with `--fetch`. What cannot "
            "be read is a row with its reason, the rest goes on, and the exit status is 1.\n",
            rows(
                ["input", "media type", "known by", "what is read", "what the file says about itself"],
                ([k.name, f"`{k.mime}`", k.known_by, k.read, k.metadata] for k in kinds_of_input.TABLE),
            ),
            "Not read, and said so in the row: RTF, OpenDocument, old Office files, presentations, e-books, pictures, "
            "recordings, compressed files that are no web archive, anything locked with a password.\n",
            "## Limits\n",
            rows(["limit", "value"], limits()),
            "## What is promised\n",
            rows(
                [
                    "what a parser could try",
                    "on every system",
                    "with Landlock (Linux 5.13; TCP 6.7)",
                    "where a network namespace is permitted",
                ],
                PROMISED,
            ),
            FETCHING.format(decision="0011-parsers-in-a-process.md"),
        ]
    )


def limits() -> Iterator[tuple[str, str]]:
    """Every limit of reading, from the constants that hold it."""
    yield "size of a file, and of a file inside an archive once unpacked", f"{fetch.LARGEST // fetch.MIB} MiB"
    yield "characters of the text of a document", f"{unpack.LONGEST:,}"
    yield "signs in a row without a letter or a space", f"{unpack.UNBROKEN:,}"
    yield "files in an archive, those of archives inside it included", f"{budget.MEMBERS:,}"
    yield "what an archive may unpack to", f"{budget.UNPACKED // fetch.MIB} MiB"
    yield "archives inside each other", str(budget.DEPTH)
    yield "files of one archive that may break the reader before the rest is left", str(reader.FAILURES)
    yield "addresses in a list", f"{links.MOST:,}"
    yield "memory (address space) of the reading process", f"{confine.LIMITS.memory // fetch.MIB} MiB"
    yield "computing time for a file", f"{confine.LIMITS.cpu} seconds"
    yield "waiting time for a file", f"{confine.LIMITS.wall:.0f} seconds"
    yield "time for an address with its redirects", f"{web.SECONDS:.0f} seconds"
    yield "redirects of an address", str(web.REDIRECTS)


PROMISED = [
    ("use up memory or time", "ended by limits of the kernel, and by the parent", "", ""),
    ("write a file", "no file can grow; Python code makes, renames and removes none", "nor does native code", ""),
    ("read other files of yours", "not prevented", "only those of Python, its packages and the system's libraries", ""),
    ("reach the network", "Python code makes no socket", "native code makes no TCP connection", "nothing is there"),
    ("start a program, end another", "Python code cannot", "native code starts only what it may read", ""),
    ("break the process", "a row for that file; the next one is read", "", ""),
]
FETCHING = """
Small plain text is decoded in the process itself. The parent takes no code from the worker, only messages that it
checks. Text that was read is worked on in the parent; see [the decision](../decisions/{decision}).

With `--fetch`, addresses that you name or list in a file of your own are asked for, one after the other; those inside
archives, or in a list that was itself fetched, never. A name is looked up once; every address behind it must be
public, and the connection goes to that very address. Each redirect is checked in the same way. The server learns the
address of your network and that Saksi asks; no proxy of the environment is used.
"""


MEANT = {
    "saksi.sources": (
        "A source says what there is to read: inputs with their bytes, or addresses alone (no bytes, no reason), "
        "which are asked for only by `saksi tick --fetch`. An attribute `expect` of the function, a pair of numbers, "
        "says how many inputs it is to yield; the setting `expect` goes before it."
    ),
    "saksi.parsers": "A parser turns the bytes of a document into text; its name is a kind of file.",
    "saksi.extractors": "An extractor turns a text into statements with their evidence; its name is a language.",
}


def plugins() -> str:
    """Every plug-in point with what is plugged in, its signature and what it says of itself."""
    points = tomllib.loads((HERE.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "entry-points"
    ]
    parts = [
        "# Plug-in points\n",
        "Source: the entry points of `pyproject.toml`. A package of your own names its function in the same group, and "
        "is found once it is installed beside Saksi. The built-in ones come in the same way.\n",
    ]
    for group, members in points.items():
        parts.append(f"## {group}\n\n{MEANT[group]}\n")
        body = []
        for name, value in members.items():
            function = EntryPoint(name, value, group).load()
            said = (inspect.getdoc(function) or "").splitlines()[0]
            body.append([f"`{name}`", f"`{value}{inspect.signature(function)}`", said])
        parts.append(rows(["name", "function", "what it does"], body))
    return "\n".join(parts)


def leaving() -> str:
    """What may leave the house, and why the rest stays."""
    meanings = {
        "plain": "as it is: a number, a date, a code or a term of a closed list",
        "words": "masked (names of persons who are not public, contact details) and at most 300 characters long",
        "address": "only a public web address that names nobody who is not public",
        "link": "only when the thing that it leads to leaves; under an id made for publication",
    }
    parts = [
        "# What leaves\n",
        "Source: `saksi/publish/leaves.yaml`. `saksi publish` and `saksi export` let out what stands here, and nothing "
        "else; why it is so: [decision 0010](../decisions/0010-the-gate-is-a-list.md).\n",
        rows(["leaves as", "means"], meanings.items()),
        "Persons and memberships leave after a decision *publish*, everything else until a decision *withhold*; both "
        "are taken on a claim. A withheld value stays with its words wherever they are quoted. Witnesses, sources, "
        "observers and people under eighteen stay whatever was decided, until their role is rejected.\n",
    ]
    for title, listed in (("Kinds", allowances().kinds), ("Types", allowances().types)):
        parts.append(f"## {title}\n")
        body = (
            [f"`{name}.{prop}`", allowed.leaves or "", allowed.stays]
            for name, props in listed.items()
            for prop, allowed in props.items()
        )
        parts.append(rows(["what", "leaves as", "stays, because"], body))
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "kinds.md": kinds,
    "acts.md": acts,
    "groups.md": groups_of_people,
    "roles.md": roles,
    "settings.md": settings,
    "plugins.md": plugins,
    "verbs.md": verbs,
    "inputs.md": inputs,
    "leaving.md": leaving,
}


def page(name: str) -> str:
    """Return a whole page as it should stand in docs/reference/."""
    return NOTE + PAGES[name]()


if __name__ == "__main__":
    for file in PAGES:
        (HERE / file).write_text(page(file), encoding="utf-8")
        print(f"docs/reference/{file}")
