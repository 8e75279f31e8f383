"""Labels, relative links and small bars for the frozen pages."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from saksi.assess.exposure import told
from saksi.publish import labels
from saksi.publish.bars import bar
from saksi.publish.edition import Edition, names
from saksi.publish.gate import Item, Source
from saksi.publish.mask import SIGN

register = template.Library()
register.simple_tag(bar)
for _name in ("country", "act_type", "status", "status_help", "freedom", "role", "date", "period", "precision"):
    register.filter(f"{_name}_words", getattr(labels, _name))

FOLDERS = {"Person": "people", "Organisation": "organisations", "Law": "laws", "Act": "acts"}
HIDDEN = f'<span class="hidden" title="A name that is not public"><span aria-hidden="true">{SIGN}</span>'
HIDDEN += '<span class="visually-hidden">[name withheld]</span></span>'


@register.filter
def masked(words: str) -> SafeString:
    """Write words so that a screen reader says where a name was withheld."""
    return mark_safe(escape(words).replace(SIGN, HIDDEN))  # noqa: S308  # escaped, then our own markup


@register.filter
def page(item: Item) -> str:
    """Return the path of an item's page from the root of the site; nothing for a kind without pages."""
    return f"{FOLDERS[item.kind]}/{item.id}.html" if item.kind in FOLDERS else ""


@register.filter
def name_of(item: Item) -> str:
    """Return the first name of a named thing."""
    return names(item)[0]


@register.filter
def other_names(item: Item) -> list[str]:
    """Return the other names of a named thing."""
    return names(item)[1:]


@register.filter
def title_of(source: Source) -> str:
    """Return what a source is called: its title, or what else is known of it."""
    return source.title or "A document without a title that may be told"


@register.filter
def get(table: dict[str, Any], key: str) -> Any:
    """Return what a table holds under a key."""
    return table.get(key, ())


@register.simple_tag
def value_words(kind: str, prop: str, value: str) -> SafeString:
    """Write the value of a property as people read it."""
    return masked(labels.value(kind, prop, value))


@register.simple_tag
def subtype_words(act: str, code: str) -> str:
    """Return the label of a subtype of an act type."""
    return labels.subtype(act, code)


@register.inclusion_tag("_exposure.html", takes_context=True)
def exposure(context: template.Context, code: str) -> dict[str, Any]:
    """Set the acts of a country that leave beside the documents that do."""
    return {"code": code, "root": context["root"], "told": told(context["edition"].facts, code)}


@register.simple_tag
def source_of(edition: Edition, identity: str) -> Source:
    """Return a source by its id."""
    return edition.sources[identity]
