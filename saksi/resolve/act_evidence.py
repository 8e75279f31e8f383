"""What speaks for two reports telling of one act, and what against it: dates, articles, outcomes, who did it.

Each function answers one question with evidence in log-odds (natural logarithm): above zero speaks for one act, below
against. The weights are the project's own, set by hand from what each question can tell apart, and held by the labelled
pairs of `bench/pairs`; nothing in them names a person, a place or a case. Victims are weighed in `act_victims`, places
in `act_places`.
"""

import re
from dataclasses import dataclass

from saksi.model.dates import Period, Precision
from saksi.model.ids import fold
from saksi.resolve.act_report import ActReport

VETO = -6.0
"""Evidence from here down is a contradiction: no chain of other reports may bring the two together."""
UNDATED = -0.3
"""What a report without a date weighs."""
ONCE = frozenset({"killing", "dissolution", "disappearance"})
"""Acts that are done to the same one once."""
OF_A_LAW = frozenset({"restrictive_law", "enabling_measure"})
JUDICIAL = frozenset({"charge", "detention", "trial", "conviction", "release", "fine", "dissolution", "summons"})
_EXACTNESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2}
_DAY = _EXACTNESS[Precision.DAY]
_WEEK, _MONTH, _FEW = 7, 31, 3
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3
_TERM = re.compile(r"((?:\d+(?:\s*(?:to|and|or|-|–|,)\s*)?)+)[\s-]*(day|month|year)s?")
_SPELLED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_WRITTEN = re.compile(rf"\b({'|'.join(_SPELLED)})[\s-]+(day|month|year)s?\b")
_COURTS = {
    "supreme court": ("supreme", "cassation"),
    "constitutional court": ("constitutional",),
    "court of appeal": ("appeal", "appeals", "appellate"),
    "court of first instance": ("municipal", "provincial", "district"),
}
_OUTCOMES = (
    ("bail", "acquitted", "charges dropped", "pardoned", "sentence served", "suspended"),
    ("first instance", "upheld", "reduced"),
    ("drafted", "adopted", "in force", "amended", "repealed", "veto overridden"),
    ("pre-trial", "bail denied", "serving sentence", "administrative"),
    ("first instance", "appeal", "retrial"),
    ("by court", "self-dissolved"),
)
"""Outcomes that exclude each other: an act has at most one of a row."""
_BAIL = "bail denied"
_COMMON = frozenset({"law", "bill", "code", "article", "section", "ministry", "court", "city", "with", "from"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much one question speaks for one act (log-odds), and why, in words."""

    weight: float
    reason: str


def dates(left: ActReport, right: ActReport) -> Evidence:
    """Weigh the dates: the same day speaks for one act, a month that covers it a little, weeks apart against it."""
    if left.date is None or right.date is None:
        return Evidence(UNDATED, "a report gives no date")
    gap = days_apart(left.date, right.date)
    told = f"{said(left.date)} and {said(right.date)}"
    if gap == 0:
        exact = min(_exactness(left.date), _exactness(right.date))
        agree = said(left.date) == said(right.date)
        return Evidence(
            (0.0, 0.7, 1.5)[exact], f"the same date, {said(left.date)}" if agree else f"dates that fit: {told}"
        )
    if gap <= _MONTH and _exactness(left.date) < _DAY > _exactness(right.date):
        return Evidence(-3.0, f"other dates: {told}")
    if gap == 1:
        weight = -0.2 if left.victims and right.victims else -1.0
    elif gap <= _FEW:
        weight = -1.8
    else:
        weight = -2.0 if gap <= _WEEK else -4.0 if gap <= _MONTH else VETO - 2
    return Evidence(weight, f"dates {gap} {'day' if gap == 1 else 'days'} apart: {told}")


def days_apart(left: Period, right: Period) -> int:
    """Return the least number of days between two periods; 0 when they can share a day."""
    return max(0, (right.earliest - left.latest).days, (left.earliest - right.latest).days)


def said(when: Period) -> str:
    """Write a period as it was read: one date, or two with a dash."""
    ends = list(dict.fromkeys(str(end) for end in (when.start, when.end) if end))
    return "–".join(ends)


def provisions(left: ActReport, right: ActReport) -> Evidence | None:
    """Weigh what law is named: for an act of a law it is what the act is about, else articles that were applied."""
    if not left.provisions or not right.provisions:
        return None
    numbers = [{n for words in one.provisions for n in _articles(words)} for one in (left, right)]
    if left.type in OF_A_LAW:
        same = any(same_title(a, b) for a in left.provisions for b in right.provisions)
        return Evidence(2.5, "the same law") if same else Evidence(-3.0, "other laws")
    if not all(numbers):
        return None
    shared = sorted(numbers[0] & numbers[1])
    if shared:
        return Evidence(0.8, f"the same article: {', '.join(shared)}")
    return Evidence(-1.2, f"other articles: {', '.join(sorted(numbers[0]))} and {', '.join(sorted(numbers[1]))}")


def outcomes(left: ActReport, right: ActReport) -> Evidence | None:
    """Weigh what came of it; of some outcomes an act has only one."""
    ours, theirs = ({fold(words) for words in one.outcomes} for one in (left, right))
    for row in _OUTCOMES:
        a, b = ours.intersection(row), theirs.intersection(row)
        if a and b and not a & b:
            weight = -4.0 if left.type in OF_A_LAW else -3.5 if left.type == "detention" else -1.5
            return Evidence(weight, f"other outcomes: {', '.join(sorted(a))} and {', '.join(sorted(b))}")
    if left.type == "detention" and len({_BAIL in ours, _BAIL in theirs}) > 1:
        return Evidence(-2.0, "only one report is about bail")
    shared = sorted(ours & theirs)
    return Evidence(0.8, f"the same outcome: {', '.join(shared)}") if shared else None


def terms(left: ActReport, right: ActReport) -> Evidence | None:
    """Weigh the lengths of sentences: 18 and 20 months here and there are hardly by chance."""
    ours, theirs = (sentence(one) for one in (left, right))
    if not ours or not theirs:
        return None
    told = f"{', '.join(sorted(ours))} and {', '.join(sorted(theirs))}"
    if ours == theirs:
        return Evidence(1.5 if len(ours) > 1 else 0.9, f"the same sentence: {', '.join(sorted(ours))}")
    if ours & theirs:
        return Evidence(0.6, f"sentences that fit: {told}")
    return Evidence(-1.0, f"other sentences: {told}")


def actors(left: ActReport, right: ActReport) -> Evidence | None:
    """Weigh who did it: courts of two levels exclude each other, other names and words say little."""
    ours, theirs = ({one.name for one in report.perpetrators} for report in (left, right))
    if not ours or not theirs:
        return None
    levels = [{level for name in names if (level := court_level(name))} for names in (ours, theirs)]
    if left.type in JUDICIAL and all(levels) and not levels[0] & levels[1]:
        return Evidence(-3.0, f"other courts: a {min(levels[0])} and a {min(levels[1])}")
    homes = [{one.home for one in report.perpetrators if one.home} for report in (left, right)]
    if homes[0] & homes[1] or any(alike(a, b) for a in ours for b in theirs):
        return Evidence(0.5, f"the same who did it: {min(ours, key=len)}")
    return Evidence(-0.3, f"others who did it: {min(ours)} and {min(theirs)}")


def court_level(name: str) -> str:
    """Return the level of a court by the words of its name; empty for what is no court or does not say."""
    words = set(_WORD.findall(fold(name)))
    if not words & {"court", "courts", "council", "tribunal"}:
        return ""
    return next((level for level, marks in _COURTS.items() if words.intersection(marks)), "")


def same_title(left: str, right: str) -> bool:
    """Say whether two titles can mean one law: they share a word that says what it is about, or an acronym fits."""
    return alike(left, right) or bool(_stems(left) & _stems(right))


def alike(left: str, right: str) -> bool:
    """Say whether two names of bodies share a telling word, or one is the initials of the other."""
    a, b = fold(left), fold(right)
    return a == b or _initials(left, right) or _initials(right, left) or bool(_long(a) & _long(b))


def _initials(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    if not letters.isupper() or not letters.isalpha() or len(letters) < _SHORT - 1:
        return False
    words = _WORD.findall(long)
    found = "".join(w if w.isupper() else w[0] for w in words if w[0].isupper())
    return len(words) > 1 and found.upper().startswith(letters[:_SHORT])


def _long(folded: str) -> set[str]:
    return {word for word in _WORD.findall(folded) if len(word) > _SHORT and word not in _COMMON}


def _stems(title: str) -> set[str]:
    return {word[:6].rstrip("s") for word in _long(fold(title))}


def sentence(report: ActReport) -> set[str]:
    """Return the terms that a report says somebody got: 18 months, life."""
    return {term for words in report.outcomes for term in _terms(words)}


def _terms(words: str) -> set[str]:
    """Return the terms of a sentence: “18 to 20 months in jail” names 18 months and 20 months."""
    folded = fold(words)
    found = {f"{number} {m[2]}s" for m in _TERM.finditer(folded) for number in _DIGITS.findall(m[1])}
    found |= {f"{_SPELLED[m[1]]} {m[2]}s" for m in _WRITTEN.finditer(folded)}
    return found | ({"life"} if re.search(r"\blife\b", folded) else set())


def _articles(words: str) -> set[str]:
    return set(_DIGITS.findall(words))


def _exactness(when: Period) -> int:
    ends = [end for end in (when.start, when.end) if end]
    return min(_EXACTNESS[end.precision] for end in ends) if ends else 0
