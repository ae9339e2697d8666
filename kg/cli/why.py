"""`kg why`: what a derived relation rests on, and what stands behind a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import click

from .. import curate, lookup, rules
from ..lookup import Account
from ..store import Store
from .console import emit, note
from .options import format_option, opened, store_option
from .tables import cell, evidence, terminal_width


class Ground(NamedTuple):
    """What one reason for a statement (`rule`, empty for a fact that sources state) rests on."""

    statement: str
    rule: str
    reason: str
    account: Account


COLUMNS = (*Ground._fields[:-1], *Account._fields)


@click.command(epilog="""\b
    Examples:
      kg why 新吴区 assists 宜川县
      kg why 崔荣国 会面 薛延飞
      kg why id:partnership/paired-assistance/320214/with/610630
      kg why 新吴区 cooperatesUnder 苏陕协作 --format json""")
@click.argument("words", nargs=-1, required=True, metavar="FACT")
@format_option
@store_option
def why(words: tuple[str, ...], form: str) -> None:
    """Why something holds: FACT is NAME RELATION NAME, of a relation that `kg derive` writes, or the IRI of a fact of a source.

    Of a relation: each way in which its rule yields it, with the facts behind it, their quotes and sources, whether it has been derived or
    not. Of a fact: each source that states it, the rule that found it there, how sure it is, and what was decided about it.
    """
    with opened() as store:
        grounds = _fact(store, words[0]) if len(words) == 1 and _is_fact(store, words[0]) else _statement(store, words)
    if form == "table" and grounds:
        _tell(grounds)
    else:
        emit(form, COLUMNS, [(*one[:-1], *one.account) for one in grounds])


def _is_fact(store: Store, word: str) -> bool:
    return "/" in word and not any(map(str.isspace, word))


def _fact(store: Store, name: str) -> list[Ground]:
    iri = curate.fact_iri(store, name)
    found = lookup.accounts(store, iri)
    sources = list(dict.fromkeys(one.source for one in found))
    return [Ground(iri, "", str(sources.index(one.source) + 1), one) for one in found]


def _statement(store: Store, words: Sequence[str]) -> list[Ground]:
    subject, rule, object = rules.statement(store, words)
    said = f"{subject.label} {rules.local(rule)} {object.label}"
    found = rules.why(store, subject.iri, rule.name, object.iri)
    beside = _state(said, found)
    if beside:
        note(beside)
    return [Ground(said, rule.name, str(number), one) for number, reason in enumerate(found.reasons, 1) for one in reason.premises]


def _state(said: str, found: rules.Why) -> str:
    """What is to be said beside the reasons: whether the derived graph and the sources agree; "" where they do."""
    if not found.reasons:
        return (f"{said}: derived, but no source says so any more; run `kg derive` again" if found.derived else f"nothing says that {said}")
    if not found.derived:
        return f"{said}: not derived yet; run `kg derive`{' again, since sources have changed' if found.stale else ''}"
    return "sources have changed since `kg derive`; run it again" if found.stale else ""


def _tell(grounds: Sequence[Ground]) -> None:
    """The sentences, under the rule that joins them, and the evidence under each."""
    width, last = terminal_width(), ""
    if grounds[0].rule:
        print(f"{cell(grounds[0].statement)}: {rules.rules()[grounds[0].rule].comment}")
    lines = [_line(one) for one in grounds]
    for one, line, following in zip(grounds, lines, [*lines[1:], ""], strict=True):
        if line != last:
            print(line)
        for proof in evidence("" if line == following else cell(one.account.source, "source"), cell(one.account.quote), width, "   "):
            print(proof)
        last = line


def _line(one: Ground) -> str:
    said = one.account
    known = (said.found_by and f"found by {said.found_by}", said.confidence and f"confidence {said.confidence}", said.decided)
    beside = cell(", ".join(filter(None, known)))
    return f"{one.reason}. {cell(said.sentence or said.fact)}{f' ({beside})' if beside else ''}"
