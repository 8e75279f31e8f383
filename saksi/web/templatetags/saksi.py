"""Links to pages, to the quoted words and to the lists behind numbers, for templates."""

from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from saksi.model.types import Document, Span

register = template.Library()
_PAGES = {"Person": "person", "Organisation": "organisation", "Law": "law", "Act": "act"}


@register.simple_tag
def place(document: str, start: int, end: int) -> str:
    """Return the address of words in a document, which the page then highlights."""
    page = reverse("explore:document", args=[document])
    return f"{page}?{urlencode({'from': start, 'to': end})}#s-{start}"


@register.simple_tag
def place_of(document: str, span: Span) -> str:
    """Return the address of a span in a document."""
    return place(document, span.start, span.end)


@register.simple_tag
def page_of(kind: str, identity: str) -> str:
    """Return the address of the page of an entity."""
    return reverse(f"explore:{_PAGES[kind]}", args=[identity])


@register.simple_tag
def acts_of(**choice: Any) -> str:
    """Return the address of the list of acts that a number counts."""
    given = {name: value for name, value in choice.items() if value}
    return f"{reverse('explore:acts')}?{urlencode(given)}" if given else reverse("explore:acts")


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """Return this page's query with some values changed; an empty value takes it out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def options(offered: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """Write what a form offers to choose from, by value and words; one call, for there are hundreds of countries."""
    written = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in offered
    )
    return mark_safe("".join(written))  # noqa: S308  # escaped


@register.filter
def name_of(document: Document) -> str:
    """Return what a document is called: its title, or the name of its file."""
    return document.title or file_of(document)


@register.filter
def file_of(document: Document) -> str:
    """Return the name of a document's file, without the folders that it lay in."""
    return document.source.replace("\\", "/").rstrip("/").rpartition("/")[2] or document.sha256[:12]
