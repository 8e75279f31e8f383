"""Who an act of a Khmer text was done to and who did it, by what stands before and after its words."""

import re
from dataclasses import dataclass

from saksi.extract.khmer.mentions import Mention, Mentions
from saksi.extract.khmer.nouns import LATIN, POWER, Noun, Nouns
from saksi.extract.khmer.page import KhmerPage
from saksi.extract.khmer.patterns import any_of
from saksi.extract.khmer.people import Person
from saksi.extract.khmer.triggers import Trigger
from saksi.extract.records import Range
from saksi.packs.khmer import KhmerWords

# Words that lead to what a verb acts on, and words at which that ends.
TO = re.compile(r" ?(?:ទៅ)?(?:លើ|ដល់|ចំពោះ|ប្រឆាំង(?:នឹង)?|ទៅកាន់|ដាក់)? ?")
END = re.compile(
    r"ពីបទ|តាមមាត្រា|តាមបញ្ជា|កាលពី|នៅ(?!ឡើយ)|ដោយ|ក្រោម|អស់រយៈ|រយៈពេល|ចំពោះមុខ|មិនឱ្យ|ពាក់ព័ន្ធ|ជុំវិញ|ដាក់ពន្ធនាគារ|ឱ្យជាប់|ចេញពី|ក្នុង|ទៅ(?!លើ|កាន់)|ដូច្នេះ|តាំងពី|ចាប់ពី|ទាមទារ|»"
)
RELATIVE = "ដែល"
GOING_ON = re.compile(r"^(?:ហើយ|រួច|ព្រមទាំង|រួមទាំង|ប៉ុន្តែ|ខណៈ|បន្ទាប់ពី|ក្រោយ|មុនពេល|ពេល)")
LATIN_FITS = frozenset({"organisation", "outlet", "site", "party"})
NAMELY = re.compile(r" ?(?:គឺ|រួមមាន|មាន|ដូចជា|៖)")
SPAN = 60  # characters that may stand between two names of one list: titles and offices


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something in an act: name or words, where, the person meant, the number said, where named before."""

    name: str
    at: Range
    kind: str
    person: Person | None = None
    count: int | None = None
    source: tuple[Range, ...] = ()
    organisation: str = ""

    @property
    def specific(self) -> bool:
        """Whether the words single somebody out."""
        return self.person is not None or bool(self.count) or bool(self.organisation)


class Parties:
    """Reads the parties of the acts of one text; remembers those of the clause before."""

    def __init__(self, page: KhmerPage, people: Mentions, nouns: Nouns, words: KhmerWords) -> None:
        self.page = page
        self.people = people
        self.nouns = nouns
        self._address = re.compile(rf"(?:{any_of(words.people.honorifics)})? ?$")

    def within(self, start: int, end: int, needs: tuple[str, ...], *, owners: bool = False) -> list[Party]:
        """Return the parties of some kinds inside a range, in order; of a list of names all."""
        found: list[Party] = []
        if "person" in needs:
            for mention in self.people.within(start, end):
                if owners or not mention.owner:
                    found += self._of(mention)
        for noun in self.nouns.within(start, end):
            if (noun.kind in needs or (noun.kind == LATIN and LATIN_FITS & set(needs))) and not self._apposed(noun):
                found.append(_thing(noun))
        return sorted(found, key=lambda party: party.at)

    def _of(self, mention: Mention) -> list[Party]:
        source = () if mention.named else tuple(p.mentions[0] for p in mention.people)
        return [Party(p.name, mention.at, "person", p, None, source[i : i + 1]) for i, p in enumerate(mention.people)]

    def _apposed(self, noun: Noun) -> bool:
        """Whether a noun only describes the person named right after or before it."""
        if noun.kind != "person" or noun.count:
            return False
        after = [m for m in self.people.within(noun.at[1], noun.at[1] + 20) if m.named]
        near = bool(after) and bool(self._address.fullmatch(self.page.content, noun.at[1], after[0].at[0]))
        near = near or (
            bool(after)
            and re.fullmatch(r"[^ ]{0,3} ?[^ ]{0,8}", self.page.content[noun.at[1] : after[0].at[0]]) is not None
        )
        return near or self._follows_name(noun)

    def _follows_name(self, noun: Noun) -> bool:
        gap = self.page.content[max(0, noun.at[0] - 8) : noun.at[0]]
        named = [m for m in self.people.within(max(0, noun.at[0] - SPAN), noun.at[0]) if m.named]
        if not named:
            return False
        between = self.page.content[named[-1].at[1] : noun.at[0]]
        return re.fullmatch(r" ?(?:ជា|អតីត)* ?", between) is not None or gap.endswith("អតីត")

    # --- who of an act -----------------------------------------------------------------------------------------

    def of(self, trigger: Trigger, before: "Roles | None") -> "Roles":
        """Return victims and perpetrators; `before` are those of the act told before in the same sentence."""
        needs = trigger.frame.needs
        subject = self._subject(trigger, (*needs, "person", POWER, "organisation"), before)
        fitting = [p for p in subject if _fits(p, needs)]
        if trigger.frame.side == "subject":
            return Roles(tuple(_list(fitting, self.page)), (), tuple(subject))
        if trigger.voice == "passive":
            agents = self.within(*trigger.agent, (POWER, "person", "organisation", "party"))
            return Roles(tuple(_list(fitting, self.page)), tuple(agents[:2]), tuple(subject))
        found = self._object(trigger)
        if trigger.voice == "nominal":
            return Roles(tuple(found), (), ())
        actors = [p for p in subject if p.kind in (POWER, "organisation", "party", "person")]
        if not found and before is not None and self._goes_on(trigger, before):
            shared = tuple(p for p in before.victims if _fits(p, needs))
            return Roles(shared, before.perpetrators, tuple(subject))
        return Roles(tuple(found), tuple(a for a in actors[-1:] if a not in found), tuple(subject))

    def _goes_on(self, trigger: Trigger, before: "Roles") -> bool:
        """Whether an act without an object of its own takes up that of the act before: ហើយដោះលែងវិញ, និងពិន័យ."""
        told = self._told(trigger, before)
        start = max(trigger.clause.at[0], told)
        if self.within(start, trigger.mark, (POWER, "person", "organisation", "party")):
            return False
        return bool(GOING_ON.match(trigger.clause.opener)) or told > trigger.clause.at[0]

    def _subject(self, trigger: Trigger, needs: tuple[str, ...], before: "Roles | None") -> list[Party]:
        start = trigger.clause.at[0]
        own = self.within(max(start, self._told(trigger, before)), max(start, trigger.mark), needs)
        if own:
            return own
        if trigger.clause.opener.startswith(RELATIVE) and not self._told(trigger, before) > start:
            sentence = self.page.sentence(start)
            return self.within(sentence[0], start - len(trigger.clause.opener), needs)[-1:]
        if before is None:
            return []
        if trigger.voice == "passive" or trigger.frame.side == "subject":
            return list(before.victims or before.subject)
        return list(before.subject)

    def _told(self, trigger: Trigger, before: "Roles | None") -> int:
        """Where the act before ends in the same clause: what stands before that is no new subject."""
        return before.until if before is not None and before.until <= trigger.at[0] else 0

    def _object(self, trigger: Trigger) -> list[Party]:
        text, limit = self.page.content, trigger.clause.at[1]
        lead = TO.match(text, trigger.at[1], limit)
        start = lead.end() if lead else trigger.at[1]
        ended = END.search(text, start, limit)
        while ended and ended.start() == start:
            ended = END.search(text, ended.end(), limit)
        end = ended.start() if ended else limit
        return _list(self.within(start, end, trigger.frame.needs), self.page)


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one act, the subject of its clause, and where its words end."""

    victims: tuple[Party, ...]
    perpetrators: tuple[Party, ...]
    subject: tuple[Party, ...]
    until: int = 0


def _fits(party: Party, needs: tuple[str, ...]) -> bool:
    return party.kind in needs or (party.kind == LATIN and bool(LATIN_FITS & set(needs)))


def _list(parties: list[Party], page: KhmerPage) -> list[Party]:
    """Return the parties without doubles, and without what is said of them in between."""
    out: list[Party] = []
    for party in parties:
        if not any(party.name == other.name for other in out):
            out.append(party)
    named = [p for p in out if p.person is not None]
    out = [p for p in out if not (p.count and p.person is None and _spelled_out(p, named, page))]
    if named and len(named) < len(out):
        # A name tells more than the noun beside it, unless "and" links the two.
        out = [p for p in out if p.person is not None or p.count or _linked(p, named, page)]
    return out


def _spelled_out(party: Party, named: list[Party], page: KhmerPage) -> bool:
    """Whether the names of a counted group follow it: "three activists, namely…"."""
    after = [p for p in named if p.at[0] >= party.at[1]]
    return len(after) == party.count and bool(NAMELY.match(page.content, party.at[1], after[0].at[0]))


def _linked(party: Party, named: list[Party], page: KhmerPage) -> bool:
    return any(
        "និង" in page.content[min(a, b) : max(a, b)]
        for a, b in ((party.at[0], n.at[1]) for n in named)
        if abs(a - b) < 8
    )


def _thing(noun: Noun) -> Party:
    name = " ".join(noun.words.split())
    return Party(name, noun.at, noun.kind, None, noun.count, (), name if noun.is_name else "")
