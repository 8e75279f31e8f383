"""Collects what pages say into the message catalogues, and compiles these (`make messages`); a test compares.

Django's own `makemessages` needs programs that many systems lack, and sees neither the labels of the vocabulary nor
the pages and forms that other packages bring. The catalogues keep what was translated; what nobody says any more goes.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from saksi.assess.forecast.method import method as forecast
from saksi.assess.triggers import benchmarks
from saksi.model import vocabulary
from saksi.model.groups import groups
from saksi.model.policy import Role
from saksi.model.vocabulary import PropertyType
from saksi.packs import facts
from saksi.publish import labels, reasons

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "saksi" / "locale"
LANGUAGES = ("km",)
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
# What our pages show of other packages: sign-in and second factor, and what a form says when it is filled in wrongly.
ELSEWHERE = {
    "allauth": [
        "account/adapter.py", "account/forms.py", "account/app_settings.py", "account/fields.py", "account/views.py",
        "account/internal/flows/reauthentication.py", "mfa/adapter.py", "mfa/apps.py",
        "mfa/base/*.py", "mfa/totp/*.py", "mfa/recovery_codes/*.py", "mfa/internal/*.py",
        "templates/account/account_inactive.html", "templates/account/base_*.html",
        "templates/account/login.html", "templates/account/logout.html", "templates/account/password_change.html",
        "templates/account/reauthenticate.html", "templates/account/messages/logged_*.txt",
        "templates/account/messages/password_changed.txt",
        "templates/mfa/authenticate.html", "templates/mfa/base_*.html", "templates/mfa/index.html",
        "templates/mfa/reauthenticate.html", "templates/mfa/totp/*.html", "templates/mfa/recovery_codes/*.html",
        "templates/mfa/messages/totp*.txt", "templates/mfa/messages/recovery*.txt",
    ],
    "django": ["forms/fields.py", "forms/forms.py", "contrib/auth/password_validation.py"],
}  # fmt: skip


class Message(NamedTuple):
    """What is said, where, and in which context; a plural makes the words a pair."""

    words: str | tuple[str, str]
    place: str
    context: str | None = None


def messages() -> Iterator[Message]:
    """Yield everything that pages say, in the order of its places."""
    yield from _sources(ROOT / "saksi", ["**/*.py", "**/*.html", "**/*.txt"], "saksi")
    for package, patterns in ELSEWHERE.items():
        yield from _sources(Path(str(files(package))), patterns, package)
    yield from _vocabulary()
    for code, name in labels.countries().items():
        yield Message(name, f"country {code}")


def collected(old: Catalog | None, language: str) -> Catalog:
    """Return the catalogue of a language: everything that is said, with the translations that the old one has."""
    made = Catalog(locale=language, domain="django", project="Saksi", charset="utf-8", fuzzy=False)
    for message in messages():
        known = old.get(message.words, message.context) if old is not None else None
        string = known.string if known is not None else None
        made.add(message.words, string, locations=[(message.place, None)], context=message.context)
    return made


def read(language: str) -> Catalog:
    """Read the catalogue of a language as it is committed."""
    return read_po(BytesIO(_po(language).read_bytes()), locale=language, domain="django")


def po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text, with nothing in it that changes by itself."""
    out = BytesIO()
    write_po(out, catalogue, width=120, omit_header=False, sort_output=True, include_lineno=False)
    kept = [line for line in out.getvalue().splitlines() if not line.startswith(VOLATILE)]
    return b"\n".join(kept).rstrip() + b"\n"


def mo(catalogue: Catalog) -> bytes:
    """Compile a catalogue; the same one gives the same bytes."""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


VOLATILE = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Report-Msgid')


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _sources(root: Path, patterns: Iterable[str], package: str) -> Iterator[Message]:
    for pattern in patterns:
        for file in sorted(root.glob(pattern)):
            place = f"{package}/{file.relative_to(root).as_posix()}"
            text = file.read_text(encoding="utf-8")
            if file.suffix != ".py":
                text = f"({templatize(text, origin=place)})"  # in brackets, since its lines stand anywhere
            for _line, function, words, _comments in extract_python(BytesIO(text.encode()), KEYWORDS, (), {}):
                message = _message(function, words, place)
                if message is not None:
                    yield message


def _message(function: str, words: object, place: str) -> Message | None:
    """Make a message of what an extractor found; None for a call without words of its own."""
    given = [words] if isinstance(words, str) else list(words if isinstance(words, tuple | list) else [])
    if not given or not all(isinstance(one, str) and one for one in given[: 3 if function.startswith("np") else 2]):
        return None
    match function:
        case "ngettext" | "ngettext_lazy":
            return Message((given[0], given[1]), place)
        case "npgettext":
            return Message((given[1], given[2]), place, given[0])
        case "pgettext" | "pgettext_lazy":
            return Message(given[1], place, given[0])
    return Message(given[0], place)


def _vocabulary() -> Iterator[Message]:
    held = vocabulary.acts()
    for act in held.types:
        yield Message(act.label, f"act type {act.code}")
        yield Message(act.covers, f"act type {act.code}")
        yield from (Message(term.label, f"subtype of {act.code}") for term in act.subtypes)
    for status in held.statuses:
        yield Message(status.label, f"status {status.code}")
        yield Message(status.covers, f"status {status.code}")
    yield from (Message(freedom.label, f"freedom {freedom.code}") for freedom in held.freedoms)
    yield from (Message(group.label, f"group {group.code}") for group in groups().values())
    for kind in vocabulary.kinds().values():
        yield Message(kind.label, f"kind {kind.name}")
        yield Message(kind.plural, f"kind {kind.name}")
        for name, prop in kind.properties.items():
            yield Message(prop.label, f"property {kind.name}.{name}")
            if prop.type is PropertyType.VOCABULARY and not prop.of:
                yield from (Message(term, f"term of {kind.name}.{name}", "term") for term in prop.range)
    yield from (Message(role, "term of Person.role", "term") for role in get_args(facts.Role))
    yield from (Message(role, f"role {role}", "role in the house") for role in Role)
    yield from (Message(sentence, "reason of a comparison") for sentence in reasons.known())
    for outcome in forecast().outcomes:
        yield Message(outcome.label, f"forecast of {outcome.name}")
    for variable in forecast().logit.variables:
        yield Message(variable.label, f"driver of a forecast: {variable.name}")
        yield Message(variable.low, f"driver of a forecast: {variable.name}")
    yield from (Message(one.label, f"benchmark {one.id}") for one in benchmarks() if one.label)


def main() -> None:
    """Write every catalogue anew and compile it; says what is not translated yet."""
    for language in LANGUAGES:
        file = _po(language)
        catalogue = collected(read(language) if file.is_file() else None, language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(po(catalogue))
        file.with_suffix(".mo").write_bytes(mo(read(language)))
        open_ = [message for message in catalogue if message.id and not message.string]
        print(f"{file.relative_to(ROOT)}: {len(catalogue)} messages, {len(open_)} not translated")


if __name__ == "__main__":
    sys.exit(main())
