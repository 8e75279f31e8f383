"""The form of a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksi.model.errors import SchemaError
from saksi.model.policy import protects
from saksi.model.types import Verdict
from saksi.model.vocabulary import PropertyType, check_value
from saksi.publish import labels
from saksi.store.read.claims import Claim
from saksi.web.review import rules


class DecisionForm(forms.Form):
    """A verdict on one claim, with the right value for a correction, and a reason."""

    verdict = forms.ChoiceField(choices=[(v.value, v.value) for v in Verdict], widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("Right value"), required=False, max_length=500)
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=1000)

    def __init__(self, claim: Claim, act: str = "", **given: Any) -> None:
        super().__init__(auto_id=f"%s-{claim.id[:12]}", **given)
        self.claim = claim
        statement = claim.statement
        entered = rules.field(statement.kind, statement.prop, act)
        value = self.fields["value"]
        if entered.choices:
            named = [(code, labels.value(statement.kind, statement.prop, code)) for code in entered.choices]
            value.widget = forms.Select(choices=[("", "–"), *named])
        elif entered.type is PropertyType.DATE:
            value.help_text = _("As exact as it is known: 2019, 2019-11 or 2019-11-28.")
        elif entered.type is PropertyType.COUNTRY:
            named = sorted(labels.countries().items(), key=lambda item: item[1])
            value.widget = forms.Select(choices=[("", "–"), *named])

    def clean_verdict(self) -> Verdict:
        """Return the verdict when it can be given about this claim now."""
        verdict = Verdict(self.cleaned_data["verdict"])
        if verdict not in rules.verdicts(self.claim):
            raise forms.ValidationError(_("Somebody has decided on this since the page was made: look again."))
        return verdict

    def clean(self) -> dict[str, Any]:
        """Check the right value against the vocabulary; other verdicts carry none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("verdict") is not Verdict.CORRECT:
            given["value"] = ""
            return given
        value = given.get("value", "").strip()
        statement = self.claim.statement
        try:
            check_value(statement.kind, statement.prop, value)
        except SchemaError:
            self.add_error("value", _wrong(rules.field(statement.kind, statement.prop).type))
        if statement.prop == "role" and protects(statement.kind, value):
            self.add_error(
                "value",
                _(
                    "Nobody can be marked as protected while the store is not encrypted: withhold the name instead, or "
                    "have the person erased."
                ),
            )
        if value == statement.value:
            self.add_error("value", _("This is what the claim says already: accept it instead."))
        given["value"] = value
        return given


def _wrong(expected: PropertyType) -> str:
    """Say why a value does not fit, and what does."""
    match expected:
        case PropertyType.DATE:
            return _("This is no date: write it as exact as it is known, as in 2019, 2019-11 or 2019-11-28.")
        case PropertyType.COUNTRY | PropertyType.VOCABULARY:
            return _("Choose one of the values in the list.")
        case PropertyType.NUMBER:
            return _("This is no number: write it in digits, as in 12 or 12.5.")
    return _("This value does not fit: write what the document says.")
