"""The forms of proposals to the panel."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saksi.assess.bands import HIGHEST, LOWEST
from saksi.assess.panel import YEAR
from saksi.assess.plain import standard
from saksi.publish import labels

LONGEST = 1000
MOST_CITED = 4000


class ReasonedForm(forms.Form):
    """A proposal with its reason, which everybody can read once the panel has adopted it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is published with what the panel adopts."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RatingForm(ReasonedForm):
    """A year, a score for each indicator, what it rests on beside what was kept, and the reason."""

    year = forms.RegexField(
        YEAR,
        label=gettext_lazy("Year"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("This is no year: write it with four digits, as in 2021.")},
    )
    cite = forms.CharField(
        label=gettext_lazy("What it rests on"),
        help_text=gettext_lazy(
            "Ids of counts or claims that you have seen, one a line, as in acts:KH:2021. What was computed of "
            "this year is cited without being asked for."
        ),
        required=False,
        max_length=MOST_CITED,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for code in standard().indicators:
            self.fields[code] = forms.FloatField(label=labels.indicator(code), min_value=LOWEST, max_value=HIGHEST)
        self.order_fields(["year", *standard().indicators, "cite", "reason"])

    @property
    def scores(self) -> dict[str, float]:
        """Return the score of each indicator."""
        return {code: float(self.cleaned_data[code]) for code in standard().indicators}


class WatchForm(ReasonedForm):
    """On the watchlist or off, the alerts that it follows from, and the reason."""

    listed = forms.ChoiceField(
        label=gettext_lazy("Watchlist"),
        choices=[("on", gettext_lazy("on the watchlist")), ("off", gettext_lazy("off the watchlist"))],
    )
    alerts = forms.MultipleChoiceField(
        label=gettext_lazy("Alerts that it follows from"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, offered: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(**given)
        found = self.fields["alerts"]
        assert isinstance(found, forms.MultipleChoiceField)  # noqa: S101  # it is what stands above
        found.choices = list(offered)
        if not offered:
            del self.fields["alerts"]
        self.order_fields(["listed", "alerts", "reason"])
