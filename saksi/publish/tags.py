"""Relative links for the frozen pages."""

from django import template

from saksi.publish.gate import Item

register = template.Library()

FOLDERS = {"Person": "people", "Organisation": "organisations", "Law": "laws", "Act": "acts"}


@register.filter
def page(item: Item) -> str:
    """Return the path of an item's page from the root of the edition; nothing for a kind without pages."""
    return f"{FOLDERS[item.kind]}/{item.id}.html" if item.kind in FOLDERS else ""
