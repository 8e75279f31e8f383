"""The bar beside a count, the same on the pages of the web application and of the frozen site."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def bar(value: float, beside: float, most: float) -> SafeString:
    """Draw two numbers as one bar of `most`; the numbers themselves stand next to it."""
    scale = 100 / most if most else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="4"/><rect class="alleged" x="{}" width="{}" height="4"/></svg>',
        f"{value * scale:.1f}",
        f"{value * scale:.1f}",
        f"{beside * scale:.1f}",
    )
