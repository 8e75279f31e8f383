"""Pages of what may be one: pairs that wait, pairs joined without asking, pairs that people judged, their history."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saksi.flows import decide
from saksi.model.errors import StoreError
from saksi.model.policy import Action
from saksi.model.types import Verdict
from saksi.packs import load
from saksi.publish import labels
from saksi.store.read import current, replay, subjects, suggestions
from saksi.store.read.record import Record
from saksi.store.read.suggestions import Suggestion, Suggestions
from saksi.web.access import deciding, may, seen
from saksi.web.review.pair_cards import cards
from saksi.web.review.taking import came_from, decision, write

PER_PAGE = 10
MOST = 500
"""Pairs that a list goes back to: people work from its top."""
KINDS = ("Person", "Organisation", "Act")
STATES = ("automatic", "judged", "disputed")
VERDICTS = {one.value: one for one in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDO)}


@deciding
@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    """List pairs: those that wait, the likeliest first; those joined without asking; those that people judged."""
    record = seen(request)
    state = request.GET.get("state", "")
    kind = request.GET.get("kind", "")
    state, kind = state if state in STATES else "", kind if kind in KINDS else ""
    first = _from(request.GET.get("from", ""))
    listed = _listed(record, state, kind, first + PER_PAGE + 1)
    context = {
        "state": state,
        "kind": kind,
        "kinds": KINDS,
        "cards": cards(record, listed[first : first + PER_PAGE]),
        "further": first + PER_PAGE if len(listed) > first + PER_PAGE else 0,
        "among": listed.among if isinstance(listed, Suggestions) else 0,
        "done": _done(record, request),
        "here": _here(request),
    }
    return render(request, "review/pairs.html", context)


@deciding
@require_safe
def pair(request: HttpRequest, subject: str) -> HttpResponse:
    """Show one pair with every judgement ever made about it, and who was in its cluster after each."""
    record = seen(request)
    found = _find(record, subject)
    context = {
        "card": cards(record, [found])[0],
        "history": subjects.history(record, subject),
        "moments": replay.replay(record, found.left.entity),
        "done": None,
        "here": request.path,
    }
    return render(request, "review/pair.html", context)


@deciding
@require_POST
def judge(request: HttpRequest, subject: str) -> HttpResponse:
    """Take a pair for the same or for different, or take the last judgement on it back."""
    _find(seen(request), subject)
    if not may(request, Action.DECIDE, subjects.level(subject)):
        raise PermissionDenied
    verdict = VERDICTS.get(request.POST.get("verdict", ""))
    if verdict is None:
        messages.error(request, _("Choose whether the two are the same."))
        return redirect(_back(request, ""))
    try:
        write(request, subject, verdict, reason=request.POST.get("reason", ""))
    except StoreError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Decision recorded: %(verdict)s.") % {"verdict": labels.verdict(verdict)})
    return redirect(_back(request, subject))


@deciding
@require_POST
def split(request: HttpRequest, subject: str, entity: str) -> HttpResponse:
    """Take one side of a pair out of its cluster or act: it is then different from each other member."""
    record = seen(request)
    _find(record, subject)
    if entity not in subject.split(":"):
        raise Http404
    there = record.there(current.members(entity))
    others = sorted(there - {entity})
    every = [subject, *(":".join(sorted((entity, other))) for other in others)]
    if not all(may(request, Action.DECIDE, subjects.level(one)) for one in every):
        raise PermissionDenied
    reason = request.POST.get("reason", "")
    try:
        number = decide.split(decision(request, entity, Verdict.DIFFERENT, reason=reason), there)
    except StoreError as error:
        messages.error(request, str(error))
    else:
        told = _("Taken out. Decisions recorded, of which each can be undone: %(number)s.")
        messages.success(request, told % {"number": labels.digits(number)})
    return redirect(_back(request, subject))


def _find(record: Record, subject: str) -> Suggestion:
    """Return a pair; raises Http404 for one that is not there or has a side that may not be seen."""
    if subject.count(":") != 1 or subjects.hidden(record, [subject]):
        raise Http404
    found = suggestions.one(record, subject, load(settings.SAKSI.packs))
    if found is None:
        raise Http404
    return found


def _listed(record: Record, state: str, kind: str, limit: int) -> list[Suggestion]:
    pack = load(settings.SAKSI.packs)
    match state:
        case "automatic":
            return suggestions.automatic(record, kind, pack, limit)
        case "judged":
            found = suggestions.judged(record, pack, limit if not kind else MOST)
            return [one for one in found if kind in ("", one.kind)]
        case "disputed":
            every = [suggestions.one(record, subject, pack) for subject in suggestions.disputed(record)[:limit]]
            return [one for one in every if one is not None and kind in ("", one.kind)]
    return suggestions.waiting(record, kind, pack, limit)


def _from(text: str) -> int:
    return min(int(text), MOST) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _done(record: Record, request: HttpRequest) -> Suggestion | None:
    """Return the pair that was judged last, so that it can be undone at once."""
    subject = request.GET.get("done", "")
    if subject.count(":") != 1 or subjects.hidden(record, [subject]):
        return None
    found = suggestions.one(record, subject, load(settings.SAKSI.packs))
    return found if found and found.decision else None


def _here(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("done", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _back(request: HttpRequest, subject: str) -> str:
    """Return where a judgement came from; a list offers to undo it."""
    wanted = came_from(request) or reverse("review:pairs")
    parts = urlsplit(wanted)
    if not subject or parts.path != reverse("review:pairs"):
        return wanted
    query = QueryDict(parts.query, mutable=True)
    query["done"] = subject
    return f"{parts.path}?{query.urlencode()}"
