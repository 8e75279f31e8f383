"""Tables of ratings and alerts; what panels decide stands in the log of decisions (see `saksi.assess.panel`)."""

from django.db import models

from saksi.model.ids import LENGTH, content_id
from saksi.store.append_only import AppendOnlyModel


class Assessment(AppendOnlyModel):
    """What a method made of the data known by a day: a rating of a year, or a forecast from it, with its inputs.

    `body` is JSON without any words of documents; `id` hashes everything but `at`, so the same again is one row.
    """

    id = models.CharField(max_length=LENGTH, primary_key=True)
    kind = models.CharField(max_length=16)
    place = models.CharField(max_length=8, db_index=True)
    period = models.CharField(max_length=16)
    as_of = models.CharField(max_length=10)
    method = models.CharField(max_length=80)
    body = models.TextField()
    at = models.DateTimeField()


class Alert(AppendOnlyModel):
    """A benchmark that was crossed (see `saksi.assess.triggers`): which rule, where, in which period, by how
    much. Whether people have seen it stands in the log of decisions.
    """

    id = models.CharField(max_length=LENGTH, primary_key=True)
    rule = models.CharField(max_length=80)
    place = models.CharField(max_length=8, db_index=True)
    period = models.CharField(max_length=24)
    value = models.FloatField()
    threshold = models.FloatField()
    at = models.DateTimeField()


class Evidence(AppendOnlyModel):
    """A claim that an alert stands on; it goes when its document is erased."""

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, models.PROTECT, related_name="evidence", db_column="alert")
    claim = models.CharField(max_length=LENGTH, db_index=True)

    class Meta:
        """Each claim stands behind an alert once."""

        constraints = (models.UniqueConstraint(fields=["alert", "claim"], name="evidence_once"),)


class Mailed(models.Model):
    """An alert that a letter told of, so that one whose letter was not taken is told of in the next."""

    alert = models.OneToOneField(Alert, models.CASCADE, primary_key=True, related_name="mailed", db_column="alert")


class Fitted(models.Model):
    """Parameters found for a model, by the digest of everything that they depend on; made again at any time."""

    inputs = models.CharField(max_length=LENGTH, primary_key=True)
    free = models.TextField()


def assessment_id(row: Assessment) -> str:
    """Hash what was assessed: everything but when it was kept."""
    return content_id("assessment", row.kind, row.place, row.period, row.as_of, row.method, row.body)


def alert_id(rule: str, place: str, period: str) -> str:
    """Hash which rule (`name@version`) was crossed where and in which period; no words of documents are in it."""
    return content_id("alert", rule, place, period)
