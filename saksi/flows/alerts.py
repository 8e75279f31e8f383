"""Looks whether benchmarks are crossed, replays them on history, and mails what is public of new alerts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from saksi.assess import triggers
from saksi.assess.bands import Band
from saksi.assess.triggers import Benchmark, Crossing, Replay
from saksi.model.errors import SaksiError, UsageError
from saksi.model.policy import Role, Sensitivity
from saksi.store import alerts, models
from saksi.store.read import alerts as reading
from saksi.store.read import panel as kept
from saksi.store.read.alerts import Shown
from saksi.store.read.computed import computed
from saksi.store.read.record import Record, moment, record
from saksi.store.read.visibility import Sight

FRESH = 90
"""Days back from today in which a crossing is raised as an alert; older ones are history, and replayed."""
SECONDS = 30


@dataclass(frozen=True, slots=True)
class Replayed:
    """A benchmark beside what it would have been worth; None where no rating of two years is kept."""

    benchmark: Benchmark
    replay: Replay | None


def look(today: date, since: date | None = None) -> list[models.Alert]:
    """Raise an alert for each benchmark crossed since a day; returns those that are new.

    It is looked twice: at what everybody may see, so that a public alert stands on public acts alone, and at all.
    """
    first = since or today - timedelta(days=FRESH)
    whole = Record(Sight(Role.ADMINISTRATOR, frozenset(Sensitivity), whole_texts=True, whole=True))
    new: list[models.Alert] = []
    for seen in (record(None), whole):
        with moment():
            found = [one for one in _crossed(seen, today, first) if not _rests(one, reading.listed(seen, one.place))]
        new += alerts.add(found)
    new += alerts.add(_fallen(first))
    return new


def _crossed(seen: Record, today: date, first: date) -> Iterator[Crossing]:
    acts = reading.dated(seen)
    public = not seen.sight.whole_texts
    for rule in rules():
        if rule.kind == "count" or (rule.kind == "missed" and public):
            yield from (one for one in triggers.crossings(rule, acts, today) if one.day >= first)


def _rests(one: Crossing, known: Sequence[Shown]) -> bool:
    """Say whether an alert of the same benchmark stands within its window, so that a late document raises no other."""
    days = next((rule.days for rule in rules() if rule.id == one.rule), 0)
    near = (triggers.Crossing(k.rule, k.place, k.period, 0, 0).day for k in known if k.rule == one.rule)
    return any(abs((day - one.day).days) < max(days, 1) for day in near)


def _fallen(first: date) -> list[Crossing]:
    """Return the crossings by measured ratings made of data known since a day, of years that were not long past then.

    Whoever rates an old year again raises nothing: more than `HORIZON` years before, it is history.
    """
    latest = {
        (one.place, one.period): one
        for one in kept.assessments("rating")
        if one.as_of >= first.isoformat() and int(one.as_of[:4]) - int(one.period) <= triggers.HORIZON
    }
    fell = {
        key: {name: m["fell"] for name, m in one.body["measured"].items() if m["fell"] is not None}
        for key, one in latest.items()
    }
    return [found for rule in rules() if rule.kind == "drop" for found in triggers.drops(rule, fell)]


def rules() -> tuple[Benchmark, ...]:
    """Return the benchmarks that hold here."""
    return triggers.benchmarks(settings.SAKSI.benchmarks)


def replays(seen: Record, today: date) -> list[Replayed]:
    """Hold every benchmark against falls by a band in the ratings that are kept, by the acts that a visitor may see."""
    falls, known = fallen(seen)
    acts = reading.dated(seen) if known else []
    ratings = {(one.place, one.period): one.body["measured"] for one in computed(seen, "rating")}
    fell = {key: {n: m["fell"] or 0.0 for n, m in measured.items()} for key, measured in ratings.items()}
    return [
        Replayed(
            rule,
            triggers.replayed([*triggers.crossings(rule, acts, today), *triggers.drops(rule, fell)], falls, known)
            if known
            else None,
        )
        for rule in rules()
    ]


def fallen(seen: Record) -> tuple[Mapping[str, Collection[int]], Mapping[str, Collection[int]]]:
    """Return the years in which each country fell by a band in the plain ratings, and those in which it is known.

    The ratings are those kept that a visitor may be told of. A year is known when it and the one before it have a band.
    """
    bands: dict[str, dict[int, Band]] = {}
    for one in computed(seen, "rating"):
        if one.body["plain"]["band"]:
            bands.setdefault(one.place, {})[int(one.period)] = Band.named(one.body["plain"]["band"])
    known = {place: sorted(year for year in own if year - 1 in own) for place, own in bands.items()}
    known = {place: years for place, years in known.items() if years}
    falls = {
        place: [year for year in years if bands[place][year] < bands[place][year - 1]] for place, years in known.items()
    }
    return falls, known


def mail() -> int:
    """Send what everybody may see of the alerts that no letter told of yet, in one; returns how many it tells of.

    Those raised longer ago than `FRESH` days are left alone. Letters travel in the clear, so nothing else is in them.
    Raises SaksiError when the server does not take it: the next letter then tells of the same ones.
    """
    if not settings.SAKSI.mail_server or not settings.SAKSI.mail_to:
        return 0
    with moment():
        fresh = models.Alert.objects.filter(at__gte=datetime.now(UTC) - timedelta(days=FRESH), mailed__isnull=True)
        wanted = set(fresh.values_list("pk", flat=True))
        told = [one for one in reading.listed(record(None)) if one.id in wanted] if wanted else []
    if told:
        _send(told)
        alerts.mailed(one.id for one in told)
    return len(told)


def _send(told: Sequence[Shown]) -> None:
    host, _, port = settings.SAKSI.mail_server.rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"mail_server: {settings.SAKSI.mail_server} is no host:port")
    server = get_connection("django.core.mail.backends.smtp.EmailBackend", host=host, port=int(port), timeout=SECONDS)
    body = "\n".join(headline(one) for one in told)
    letter = EmailMessage(f"Saksi: {len(told)} alerts", f"{body}\n", settings.SAKSI.mail_from, settings.SAKSI.mail_to)
    letter.connection = server
    try:
        letter.send()
    except OSError as error:
        raise SaksiError(f"the alerts were not mailed, {settings.SAKSI.mail_server} says: {error}") from error


def headline(one: Shown) -> str:
    """Say an alert in one line that may travel in the clear: its day, country, rule, number and id, and no claims."""
    if one.counts:
        what = f"{one.value:g} acts, from {one.threshold:g} on"
    elif one.missed:
        what = f"not done by its day ({one.threshold:g} asked)"
    else:
        what = f"probability {one.value:.2f}, from {one.threshold:g} on"
    return f"{one.period} {one.place} {one.rule}: {what} [alert:{one.id}]"


def sentence(one: Shown) -> str:
    """Say an alert and the claims behind it, for whoever may look them up."""
    claims = ", ".join(act.claim for act in one.acts)
    return f"{headline(one)}; claims {claims}" if claims else headline(one)
