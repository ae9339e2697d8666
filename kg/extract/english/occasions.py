"""Events in English prose: visits, meetings, signings, donations, unveilings and trainings of two sides, with those who took
part. What is planned, and what is told of years past, is none."""

from __future__ import annotations

import dataclasses
import re

from ... import edtf
from ...model import Actor, Event, Organization, Participation, Region
from ...text.dates import DateMention
from ...text.sentences import Sentence
from ..actors import Mention
from ..attendance import Draft
from ..document import Document
from ..regions import ancestors, related
from ..spans import Spans
from .agreements import SIGNS
from .people import People

_TEAM = r"(?:delegation|group|team|mission|party|officials|representatives|entrepreneurs|guests|visitors|teachers|doctors|students)"
KINDS = (
    ("visit", re.compile(
        rf"\b(?:visited|paid (?:a|an) [\w-]*(?: [\w-]+)? ?visit|arrived (?:in|at)|toured|(?:travelled|traveled) to|made a (?:[\w-]+ )?visit|was on a (?:[\w-]+ )?visit|called on)\b"
        rf"|\b[Dd]uring (?:a|the|their|his|her) (?:[\w-]+ )?visit\b|\bvisit by\b|\b(?:trip|visit|tour) to\b|\b(?:led|headed|sent) (?:a|an|the) [^.;,]{{0,60}}?{_TEAM}\b[^.;]{{0,30}}? (?:to|on a)\b|\b(?:came|went) to\b|\b{_TEAM}\b[^.;]{{0,120}}\b(?:stayed|was welcomed|was received|were received|were welcomed)\b"
        rf"|\b(?:received|welcomed|hosted|has received|has welcomed)\b[^.;]{{0,40}}\b(?:delegation|group of|guests)\b")),
    ("meeting", re.compile(
        r"\bheld (?:a |an |in-depth |formal |friendly )*(?:talks|(?:[\w-]+ )?meeting|(?:[\w-]+ )?symposium|discussions)\b|\bmet (?:with|at|in|on|[A-Z]|the (?:guests|visitors|delegation))|\b[Mm]eeting with\b|\b(?:joint|coordination|working|review|liaison) (?:meeting|conference)\b"
        r"|\b(?:[Aa]t|[Dd]uring|attended|chaired|hosted|opened|addressed) (?:the |a |an )?(?:[\w-]+ ){0,2}(?:meeting|talks|symposium|conference|forum|seminar|discussion|round table)\b|\b(?:received|welcomed) (?:the|their|his|her) (?:guests|visitors|delegation)\b"
        r"|\b(?:conference|meeting|symposium|forum|talks)\b[^.;]{0,120}\b(?:was held|were held|took place|opened|convened|was convened)\b|\breceived by (?:the |[A-Z])|\bsat down\b")),
    ("signing", SIGNS),
    ("donation", re.compile(
        r"\b(?:donated|presented (?=(?:\d|a |an |books|the (?:school|hospital))[^.;]{0,60}\bto\b)|handed over|gifted|gave (?=[^.;]{0,60}\b(?:a|an|\d[\d,]*|yuan|books|equipment|computers)\b)|made a donation|donation ceremony)\b|\b(?:set|gift|donation|batch) of\b[^.;]{0,60}\b(?:donated|given|presented)\b")),
    ("unveiling", re.compile(r"\bunveil(?:ed|ing)\b|\binaugurated\b[^.;]{0,60}\b(?:base|center|centre|workshop|office|station)\b")),
    ("training", re.compile(
        r"\b(?:training (?:course|class|program|programme|session|camp|workshop)|workshop|seminar for)\b[^.;]{0,90}\b(?:opened|began|started|was held|kicked off|was launched|concluded|ended|closed|took place|got under way)\b"
        r"|\b(?:held|opened|organi[sz]ed|launched|ran|hosted)\b[^.;]{0,40}\btraining (?:course|class|program|programme|session|camp|workshop)\b")))
_PLANNED = re.compile(r"\b(?:will|would|shall|to be|plans? to|planned to|planning to|is to|are to|expected to|about to|due to|hopes? to|intends? to|agreed to|wants? to|can|may|could|should|if|next (?:year|month|spring|week|autumn))\b[^.;]{0,30}$")
_PAST = re.compile(
    r"\b(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or|[Tt]hroughout) (?:the )?(?:past|last|previous|recent)\b|\b[Ss]o far\b|\b[Tt]o date\b|\bevery (?:[a-z]+ )?(?:year|month)\b|\b[Ss]ince (?:\d{4}|then|the)\b|\beach year\b|\ba year\b|\bover the years\b|"
    r"\b[Ii]n recent years\b|\b[Oo]ver \d+ years\b|\bhad (?:already )?(?:signed|visited|donated)\b|\b[Pp]reviously\b|\bby the end of\b|\btwinning charter\b|\bin total\b")
_ATTENDS = re.compile(r"\b(?:attend(?:ed|ing)?|present|took part|participated|joined|accompanied|witnessed|spoke|addressed|chaired|hosted|presided|briefed|delivered|received|said|introduced|expressed|gave|taught|met|put forward|noted|stressed)\b")
_WHOLE = re.compile(r"\b(?:attended|were present|was present|[Aa]lso present|included|ceremony|plaque|ribbon|took part|participated|joined|witnessed|accompanied)\b")
_ROLES = ((re.compile(r"led by[^.;]{0,20}$|headed by[^.;]{0,20}$"), re.compile(r"^[^.;]{0,160}?\b(?:who )?(?:led|headed)\b (?:the|a|an) (?:[\w-]+ ){0,4}?(?:delegation|team|group|mission)"), "role/led"),
          (re.compile(r"(?:chaired|hosted|presided over) by[^.;]{0,30}$"), re.compile(r"^[^.;]{0,80}?\b(?:chaired|presided)\b"), "role/chaired"),
          (re.compile(r"(?!)"), re.compile(r"^[^.;]{0,60}?\baccompanied\b(?! by)"), "role/accompanied"),
          (re.compile(r"signed by[^.;]{0,60}$"), re.compile(r"^[^.;]{0,60}?\bsigned\b"), "role/signed"),
          (re.compile(r"unveiled by[^.;]{0,60}$"), re.compile(r"^[^.;]{0,60}?\bunveiled\b"), "role/unveiled"),
          (re.compile(r"(?!)"), re.compile(r"^[^.;]{0,200}?\bwitnessed\b"), "role/witnessed"))
_LED = re.compile(r"(?<=,) (?:[^.;,]{2,60}, )?(?:who (?:also )?(?:led|headed)|(?:the )?(?:head|leader) of) the (?:[\w-]+ )?(?:delegation|team|group|mission)")
_NUMBERS = {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_ENDED = re.compile(rf"\b(?:ended|concluded|wrapped up|completed|finished) (?:a|an|its|their|his|her) ({'|'.join(_NUMBERS)})-day\b")
_OF_KIND = {"role/led": ("visit",), "role/signed": ("signing",), "role/unveiled": ("unveiling",), "role/chaired": ("meeting",)}
_PERSONAL = "visit meeting signing unveiling training".split()


class Occasions:
    """The events of one release."""

    def __init__(self, document: Document, text: str, days: Spans[DateMention], people: People, actors: Spans[Mention],
                 pair: tuple[Actor, Actor], home: Actor | None) -> None:
        self.document, self.text, self.days = document, text, days
        self.people, self.actors, self.pair, self.home = people, actors, pair, home
        self.drafts: list[Draft] = []
        last: list[Draft] = []
        for sentence in document.sentences:
            if sentence.block.kind != "paragraph":
                continue
            here = [self._draft(kind, sentence) for kind in self._kinds(sentence)]
            self._attend(sentence, here, last)
            last = here or last
        self._lead()

    def _kinds(self, sentence: Sentence) -> list[str]:
        """The kinds of event that a sentence tells of."""
        low, high = sentence.start, sentence.end
        said = re.sub("“[^”]*”", lambda quote: quote[0] if re.search(r"Agreement|Memorandum|Letter", quote[0]) else " " * len(quote[0]), self.text[low:high])
        if re.search(r"\b(?:19|20)\d\d\b", said) and not self._dated(sentence) and self._old(sentence):
            return []
        found = []
        for kind, pattern in KINDS:
            match = next((match for match in pattern.finditer(said) if not _PLANNED.search(said[:match.start()])
                          and not _PAST.search(said[:match.end()] + re.split("[,;]", said[match.end():])[0])), None)
            if match is None or kind == "visit" and not self._goes(sentence, match, said):
                continue
            if kind == "signing" and not re.search(r"agreement|memorandum|mou\b|contract|letter of intent|charter|protocol|document|projects?\b|deal|accord|declaration|cooperation", said, re.I):
                continue
            found.append(kind)
        if "donation" in found and "visit" in found and not re.search(r"delegation|group of", said):
            found.remove("visit")
        return found

    def _old(self, sentence: Sentence) -> bool:
        """The sentence dates what it tells of by a year before that of publication."""
        published = self.document.source.published[:4]
        years = [date.value.start[:4] for date in self.document.dates.within(sentence.start, sentence.end) if date.value and date.value.start and date.kind in ("year", "since")]
        return bool(published and years and all(year < published for year in years))

    def _dated(self, sentence: Sentence) -> bool:
        return any(date.kind in ("day", "range", "relative", "month") for date in self.days.within(sentence.start, sentence.end))

    def _goes(self, sentence: Sentence, match: re.Match[str], said: str) -> bool:
        """Somebody of one side goes to the other: a delegation, or a person with a post, and not a mere site of the hosts."""
        if re.search(rf"\b{_TEAM}\b", said) is None and not self.people.in_span(sentence.start, sentence.end):
            return False
        sides = {mention.actor.key for mention in self.actors.within(sentence.start, sentence.end)}
        known = any(draft.kind == "visit" for draft in self.drafts)
        team = re.search(r"\b(?:delegation|visit by|group of|guests|medical|teaching|team)\b", said)
        if known and "stayed" in match[0]:  # when the guests of the visit came and went
            return True
        if known and not (team and len(sides) >= 2):
            return False
        return bool(len(sides) >= 1 and (team or len(sides) >= 2))

    # -- when and where ------------------------------------------------------------------------------------------

    def _draft(self, kind: str, sentence: Sentence) -> Draft:
        """The event of a kind that a sentence tells of: a new one, or one told of before."""
        start, end = self._when(sentence)
        for draft in self.drafts:
            if draft.kind == kind and (not start or not draft.start or draft.start == start or kind == "visit" and draft.start <= start <= (draft.end or draft.start)):
                draft.spans.append((sentence.start, sentence.end))
                draft.start, draft.end = draft.start or start, draft.end or end
                return draft
        if not start:
            start = self._current()
        draft = Draft(kind=kind, spans=[(sentence.start, sentence.end)], start=start, end=end, place=self._where(kind, sentence))
        self.drafts.append(draft)
        return draft

    def _when(self, sentence: Sentence) -> tuple[str, str]:
        for date in self.days.within(sentence.start, sentence.end):
            value = date.value
            ended = _ENDED.search(self.text, sentence.start, date.start)
            if ended and value and edtf.is_day(value.start or "") and not value.end:
                return edtf.shift(value.start or "", 1 - _NUMBERS[ended[1]]), value.start or ""
            if value and value.start and date.kind in ("day", "range", "relative") and edtf.is_day(value.start) and not value.since:
                return value.start, value.end or ""
        return "", ""

    def _current(self) -> str:
        """The day of the event told of last; within a visit of several days none is known."""
        last = next((draft for draft in reversed(self.drafts) if draft.start), None)
        if last is not None:
            return last.start if not last.end else ""
        return ""

    def _where(self, kind: str, sentence: Sentence) -> Region | None:
        """The place that a visit goes to, else that of the visit, else the side at home."""
        if kind == "visit":
            guest = self._guest(sentence)
            for mention in self.actors.within(sentence.start, sentence.end):
                if isinstance(mention.actor, Region) and re.search(r"(?:visited|toured|called on|visit to|arrived (?:in|at)|came to|went to|welcomed in|travel+ed to|tour of|to|in) (?:the )?(?:[A-Za-z]+ )?$",
                                                                   self.text[sentence.start:mention.start]) and mention.actor != guest:
                    inside = mention.actor
                    return next((side for side in self.pair if isinstance(side, Region) and side in ancestors(inside)), inside)
            if guest is None:
                return self.home if isinstance(self.home, Region) else None
            host = next((side for side in self.pair if side != guest), None)
            return host if isinstance(host, Region) else None
        guest = self._guest(sentence)
        named = [mention.actor for mention in self.actors.within(sentence.start, sentence.end) if isinstance(mention.actor, Region)
                 and re.search(r"\b(?:in|at) (?:the )?$", self.text[sentence.start:mention.start])]
        visit = next((draft for draft in self.drafts if draft.kind == "visit"), None)
        if named:
            return named[0]
        if visit is not None and visit.place is not None:
            return visit.place
        if guest in self.pair:
            return next((side for side in self.pair if side != guest and isinstance(side, Region)), None)
        if isinstance(self.home, Region):
            return self.home
        regions = [side for side in self.pair if isinstance(side, Region)]
        return regions[0] if len(regions) == 1 else None

    def _guest(self, sentence: Sentence) -> Actor | None:
        match = re.compile(r"\b(?:delegation|group|team|guests|party|mission|visitors)\b[^.;]{0,30}? (?:from|of) (?:the )?(?:[A-Z][a-z]+ city of )?").search(self.text, sentence.start, sentence.end)
        following = self.actors.within(match.end() - 1, match.end() + 2) if match else []
        if following:
            return following[0].actor
        led = re.compile(r"\b(?:led|headed) by ").search(self.text, sentence.start, sentence.end)
        leader = next((person for _, _, person in self.people.in_span(led.end(), sentence.end)), None) if led else None
        if leader is not None and leader.seat in self.pair:
            return leader.seat
        return next((mention.actor for mention in self.actors.within(sentence.start, sentence.end)
                     if re.match(r"(?:['’]s)? (?:[a-z-]+ ){0,2}?(?:delegation|team|mission|sent|visitors|guests)\b", self.text[mention.end:mention.end + 40])), None)

    # -- who -----------------------------------------------------------------------------------------------------

    def _attend(self, sentence: Sentence, here: list[Draft], last: list[Draft]) -> None:
        """Put the persons of a sentence into its events, or, where they speak or attend, into those told of before."""
        people = self.people.in_span(sentence.start, sentence.end)
        text = self.text[sentence.start:sentence.end]
        targets = here
        if not here and people and (_ATTENDS.search(text) or _WHOLE.search(text)) and not _PAST.search(text):
            meetings = [draft for draft in last if draft.kind in ("meeting", "visit", "unveiling", "training", "signing")]
            targets = [draft for draft in meetings if draft.kind == "meeting"] or meetings[:1]
            if not _WHOLE.search(text) and sentence.block not in {self._block(draft) for draft in targets}:
                targets = [draft for draft in targets if draft.kind == "meeting"]
        elif not here and people and not _PAST.search(text):
            targets = []
        quoted = [match.span() for match in re.finditer("“[^”]*”", text)]
        for start, end, person in people:
            if any(low < start - sentence.start < high for low, high in quoted):
                continue
            for draft in targets:
                draft.add(person, self._role(start, end, sentence, draft), self.document.evidence(start))
            if _LED.search(text, end - sentence.start) or re.search(r"\b(?:led|headed) by (?:[\w’'-]+ ){0,6}$", text[:start - sentence.start]):
                for draft in self.drafts:
                    if draft.kind == "visit":
                        draft.add(person, "role/led", self.document.evidence(start))
        for draft in here:
            for mention in self.actors.within(sentence.start, sentence.end):
                if isinstance(mention.actor, Organization):
                    draft.add(mention.actor, "role/attended", self.document.evidence(mention.start))

    def _block(self, draft: Draft) -> object:
        sentence = self.document.sentence_at(draft.spans[-1][0])
        return sentence.block if sentence else None

    def _role(self, start: int, end: int, sentence: Sentence, draft: Draft) -> str:
        before, after = self.text[sentence.start:start], self.text[end:sentence.end]
        for ahead, behind, role in _ROLES:
            if draft.kind in _OF_KIND.get(role, (draft.kind,)) and (ahead.search(before) or behind.search(after)):
                return role
        return "role/attended"

    def _lead(self) -> None:
        """Who led the visit sat in the meeting held in its course."""
        visit = next((draft for draft in self.drafts if draft.kind == "visit"), None)
        for draft in self.drafts:
            if visit and draft.kind == "meeting" and (not draft.start or not visit.start or visit.start <= draft.start <= (visit.end or draft.start)):
                for (_, role), (actor, quote) in list(visit.roles.items()):
                    if role == "role/led":
                        draft.add(actor, "role/attended", quote)

    def events(self) -> list[Event]:
        """The finished events, those within a visit as its parts."""
        built: list[Event] = []
        visit: Event | None = None
        for draft in sorted(self.drafts, key=lambda draft: draft.kind != "visit"):
            event = self._event(draft, visit)
            visit = visit or (event if draft.kind == "visit" else None)
            built.append(event)
        return built

    def _event(self, draft: Draft, visit: Event | None) -> Event:
        quote = self.document.evidence(*draft.spans[0])
        for side in self.pair:
            host = draft.place is not None and isinstance(side, Region) and related(side, draft.place)
            draft.add(side, "role/hosted" if host else "role/attended", quote)
        leaders = [actor.name for (_, role), (actor, _) in draft.roles.items() if role == "role/led"]
        evidence = tuple(dict.fromkeys(self.document.evidence(*span) for span in draft.spans))
        event = Event(kind=f"event/{draft.kind}", start=draft.start, end=draft.end, place=draft.place, status="status/done",
                      scope="" if draft.start else self.document.source.key, leader=leaders[0] if leaders and draft.kind == "visit" else "", evidence=evidence,
                      part_of=visit.key if visit is not None and (not draft.start or visit.start <= draft.start <= (visit.end or visit.start)) else "",
                      confidence=0.88 if draft.kind in ("visit", "meeting", "signing") else 0.8, rule=f"events/english/{draft.kind}")
        parts = tuple(Participation(owner=event.key, actor=actor, role=role, evidence=(where,), confidence=0.88, rule="events/participation")
                      for (_, role), (actor, where) in draft.roles.items())
        return dataclasses.replace(event, participations=parts)
