"""Invented sample facts for tests: a visit between two real counties by people who do not exist."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from kg.extract import Extraction
from kg.model import (
    Agreement,
    Commitment,
    Event,
    Evidence,
    Fact,
    Measure,
    Organization,
    Participation,
    Partnership,
    Person,
    Point,
    Post,
    Region,
    Source,
    Statement,
    Tenure,
)

TEXT = """清河镇简报
梅里区与临川县开展协作互访
2022年5月18日，梅里区区长甲一鸣率队赴临川县考察，临川县县长乙二凡陪同。
双方自2018年起结对，签订《产业园共建协议》。梅里区向临川县援助120.50万元用于校舍修缮。
全年共安排干部互派12人次。乙二凡表示，将尽快把协议落到实处。
"""
NAME = "visit.txt"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
SOURCE = Source(name=NAME, title="梅里区与临川县开展协作互访", publisher="清河镇简报", published="2022-05-18",
                language="zh", sha256=SHA256, media_type="text/plain", extractor="kg-test")


def evidence(quote: str, source: Source = SOURCE, text: str = TEXT) -> Evidence:
    """Evidence for the first place where the text holds the quote."""
    start = text.index(quote)
    return Evidence(source=source.key, quote=quote, start=start, end=start + len(quote))


def facts(source: Source = SOURCE) -> tuple[Fact, ...]:
    """One fact of every kind that the text states."""
    meili = Region(name="梅里区", code="990101", level="county")
    linchuan = Region(name="临川县", code="990202", level="county")
    offices = [Organization(name=f"{region.name}人民政府", kind="organ/government", region=region)
               for region in (meili, linchuan)]
    people = [Person(name="甲一鸣", seat=meili), Person(name="乙二凡", seat=linchuan)]
    posts = [Post(title=title, organization=office, kind="post/head-of-government")
             for title, office in zip(("区长", "县长"), offices, strict=True)]
    proof = {quote: (evidence(quote, source),) for quote in (
        "梅里区区长甲一鸣", "临川县县长乙二凡", "梅里区区长甲一鸣率队赴临川县考察", "双方自2018年起结对",
        "签订《产业园共建协议》", "梅里区向临川县援助120.50万元用于校舍修缮", "干部互派12人次", "将尽快把协议落到实处")}
    visit = Event(kind="event/visit", name="考察", start="2022-05-18", place=linchuan, status="status/done",
                  leader="甲一鸣", evidence=proof["梅里区区长甲一鸣率队赴临川县考察"])
    seats = [Participation(owner=visit.key, actor=person, role=role)
             for person, role in zip(people, ("role/led", "role/accompanied"), strict=True)]
    speech = Statement(scope=source.key, speaker=people[1], kind="statement/pledge",
                       evidence=proof["将尽快把协议落到实处"])
    point = Point(owner=speech.key, position=1, text="将尽快把协议落到实处", evidence=speech.evidence)
    return (
        Tenure(person=people[0], post=posts[0], organization=offices[0], attested="2022-05-18",
               evidence=proof["梅里区区长甲一鸣"], confidence=0.95, rule="sample"),
        Tenure(person=people[1], post=posts[1], organization=offices[1], attested="2022-05-18",
               evidence=proof["临川县县长乙二凡"]),
        Partnership(a=meili, b=linchuan, kind="partnership/paired-assistance", directed=True, since="2018",
                    programme="programme/east-west", evidence=proof["双方自2018年起结对"]),
        replace(visit, participations=tuple(sorted(seats, key=lambda seat: seat.key))),
        Agreement(title="产业园共建协议", parties=(meili, linchuan), event=visit.key, status="status/signed",
                  evidence=proof["签订《产业园共建协议》"]),
        Commitment(scope=source.key, amount=Decimal(1205000), payer=meili, payee=linchuan, purpose="校舍修缮",
                   status="status/done", evidence=proof["梅里区向临川县援助120.50万元用于校舍修缮"]),
        Measure(scope=source.key, subject="干部互派", quantity=Decimal(12), unit="人次",
                evidence=proof["干部互派12人次"]),
        replace(speech, points=(point,)),
    )


FACTS = facts()


def read_numbers(text: str, source: Source) -> Extraction:
    """A fact for every line that is a number; the first line is the title, unless the page has told one."""
    if "失败" in text:
        raise ZeroDivisionError("a fault of the extractor")
    facts, start = [], 0
    for line in text.split("\n"):
        if line.isdecimal():
            proof = Evidence(source=source.key, quote=line, start=start, end=start + len(line))
            facts.append(Measure(scope=source.key, subject="数", quantity=Decimal(line), evidence=(proof,)))
        start += len(line) + 1
    title = source.title or text.strip().split("\n")[0]
    return Extraction(source=replace(source, title=title), facts=tuple(facts))
