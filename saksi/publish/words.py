"""Words for codes, dates, numbers and withheld names, in the templates of the web and of the frozen site."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saksi.publish import labels, reasons
from saksi.publish.bars import bar
from saksi.publish.mask import SIGN

register = template.Library()
register.simple_tag(bar)
_NAMES = "country act_type act_type_help status status_help freedom role verdict date dates period precision"
_NAMES += " stage law_stage pair_state band indicator standing benchmark forecast"
for _name in _NAMES.split():
    register.filter(f"{_name}_words", getattr(labels, _name))
register.filter("moment", labels.moment)
register.filter("digits", labels.digits)


@register.filter
def masked(words: str) -> SafeString:
    """Write words so that a screen reader says where a name was withheld."""
    hidden = format_html(
        '<span class="hidden" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">[{}]</span></span>',
        _("A name that is not public"),
        SIGN,
        _("name withheld"),
    )
    return mark_safe(conditional_escape(words).replace(SIGN, hidden))  # noqa: S308  # escaped, then our own markup


@register.simple_tag
def subtype_words(act: str, code: str) -> str:
    """Return the label of a subtype of an act type."""
    return labels.subtype(act, code)


@register.simple_tag
def kind_words(kind: str, many: bool = False) -> str:
    """Return the label of a kind."""
    return labels.kind(kind, many=many)


@register.simple_tag
def value_words(kind: str, prop: str, value: str) -> SafeString:
    """Write the value of a property as people read it."""
    return masked(labels.value(kind, prop, value))


@register.simple_tag
def prop_words(kind: str, prop: str) -> str:
    """Return the label of a property."""
    return labels.prop(kind, prop)


@register.simple_tag
def reason_words(reason: str) -> SafeString:
    """Write a reason of a comparison in the language of the page."""
    return masked(reasons.words(reason))
