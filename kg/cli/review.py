"""`kg review`, `kg conflicts`, `kg duplicates`: what there is to decide, and deciding it at the terminal."""

from __future__ import annotations

import sys

import click

from .. import curate, lookup, rules
from ..curate import Decision, Question
from ..store import Store
from .console import emit, note
from .decisions import who_option
from .options import format_option, opened, store_option
from .safe import one_line
from .tables import cell

MORE = {"s": "skip", "u": "undo", "q": "quit"}


@click.command(epilog="""\b
    Examples:
      kg review
      kg review 宜川县 --below 0.9
      kg review --list --format json""")
@click.argument("name", required=False)
@click.option("--below", type=click.FloatRange(0), default=curate.BELOW, show_default=True,
              help="Ask about facts of a confidence under this; 2 asks about all.")
@click.option("--ask/--list", "ask", default=None,
              help="Ask, one key for each decision; or list. It asks where a terminal answers.")
@who_option
@format_option
@store_option
def review(name: str | None, below: float, ask: bool | None, who: str, form: str) -> None:
    """Walk through what is doubtful: what is withheld and of low confidence, then contradictions, then what may be the same under two names.

    Each question shows its quote; one key decides. NAME asks only about one entity. Decisions win over sources, survive
    loading them again, and can be undone.
    """
    asking = ask if ask is not None else form == "table" and sys.stdin.isatty() and sys.stdout.isatty()
    with opened(read_only=not asking) as store:
        about = lookup.resolve(store, name).iri if name else ""
        found = curate.questions(store, below, about)
        if asking:
            taken = Session(store, found, who).run()
            rules.derive_again(store)
        else:
            emit(form, Question._fields, found, empty="nothing is doubtful")
            return
    note(f"{len(taken)} decision{'s' * (len(taken) != 1)} taken; `kg decisions` lists all" if found else "nothing is doubtful")


class Session:
    """The walk through a list of questions at the terminal."""

    def __init__(self, store: Store, found: list[Question], who: str) -> None:
        self.store, self.found, self.who = store, found, who
        self.taken: list[tuple[int, Decision]] = []

    def run(self) -> list[Decision]:
        """Ask until the questions end or the reader quits; returns the decisions that stand."""
        at = 0
        while 0 <= at < len(self.found):
            question = self.found[at]
            if not curate.stands(self.store, question):
                at += 1
                continue
            key = self._ask(at, question)
            if key == "q":
                break
            if key == "u":
                at = self._undo(at)
                continue
            if key != "s":
                self.taken.append((at, curate.answer(self.store, question, key, who=self.who)))
            at += 1
        return [decision for _, decision in self.taken]

    def _ask(self, at: int, question: Question) -> str:
        print(f"\n[{at + 1}/{len(self.found)}] {question.ask}: {one_line(question.what)}")
        numbers = ("1. ", "2. ") if question.other else ("", "")
        _claim(numbers[0], question.says, question.quote, question.source)
        if question.other:
            _claim(numbers[1], question.other_says, question.other_quote, question.other_source)
        keys = {**question.answers, **MORE}
        print("  " + "  ".join(f"[{key}] {meaning}" for key, meaning in keys.items()), flush=True)
        while (key := click.getchar().lower()) not in keys:
            if key in ("", "\x04"):  # the end of the input
                return "q"
        return key

    def _undo(self, at: int) -> int:
        """Take back the last decision of this session and ask again."""
        if not self.taken:
            print("  nothing to undo")
            return at
        back, decision = self.taken.pop()
        curate.undo(self.store, decision.number)
        return back


def _claim(number: str, says: str, quote: str, source: str) -> None:
    print(f"  {number}{one_line(says)}")
    if quote:
        print(f"     “{one_line(quote)}”")
    if source:
        print(f"     — {cell(source, 'source')}")


@click.command(epilog="""\b
    Examples:
      kg conflicts
      kg conflicts --format json""")
@format_option
@store_option
def conflicts(form: str) -> None:
    """List claims that cannot both hold: two holders of one post on one day, two start years, two amounts."""
    with opened() as store:
        emit(form, curate.Conflict._fields, curate.conflicts(store), empty="no claims contradict one another")


@click.command(epilog="""\b
    Examples:
      kg duplicates
      kg duplicates --format json""")
@format_option
@store_option
def duplicates(form: str) -> None:
    """Propose what may be the same under two names, with reasons and evidence; nothing is merged by itself."""
    with opened() as store:
        emit(form, curate.Duplicate._fields, curate.duplicates(store), empty="nothing looks like a duplicate")
