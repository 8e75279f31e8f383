"""The page of decisions that hang on nothing any more."""

import samples
from django.test import Client
from django.urls import reverse

from saksi.model.types import Verdict
from saksi.store import write
from saksi.store.read import current


def test_a_decision_that_hangs_on_nothing_is_listed_for_another_look(reviewer: Client, document: str) -> None:
    charge = current.rows().get(kind="Act", prop="type", value="charge")
    write.decide(samples.decision(charge.claim, Verdict.ACCEPT))
    shorter = "\n".join(samples.LINES[:1])
    doc = samples.document()
    read = samples.text(doc, shorter, "text@2")
    write.add(doc, read, samples.statements(doc, read))
    words = reviewer.get(reverse("review:another")).content.decode()
    assert "Charge" in words
    assert reverse("review:undo", args=[charge.claim]) in words
    assert reviewer.get(reverse("review:log")).status_code == 200
    assert reviewer.get(reverse("review:claim", args=[charge.claim])).status_code == 404
