"""The overview: what `kg` is and which commands it has, written without an option parser.

Importing click takes longer than all the rest of `kg --help`. The text is the one that click would write of the same words, at
every width.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMMANDS: dict[str, tuple[str, str]] = {
    "load": ("load:load", "Read documents and RDF files into the store."),
    "extract": ("extract:extract", "Show what a file yields, without storing it."),
    "show": ("lookups:show", "Everything known about one entity."),
    "partners": ("lookups:partners", "Who cooperates with a region or body, since when."),
    "people": ("lookups:people", "Who holds posts in a region or body."),
    "posts": ("lookups:posts", "Which posts a person holds."),
    "met": ("lookups:met", "Who met whom, where and when."),
    "path": ("path:path", "How two actors are connected, step by step."),
    "timeline": ("lookups:timeline", "What happened around an entity, in order."),
    "changes": ("lookups:changes", "What began, ended or was reported in a period."),
    "analyze": ("analyze:analyze", "Measure the network: who brokers, who is left out, what falls silent."),
    "search": ("lookups:search", "Find entities by any part of a name, and words in sources."),
    "query": ("query:query", "Run a named query or any SPARQL."),
    "queries": ("query:queries", "List the named queries."),
    "sources": ("sources:sources", "List what was loaded."),
    "source": ("sources:source", "List, look into, and remove sources."),
    "remove": ("sources:remove", "Remove sources and all that they alone claim."),
    "review": ("review:review", "Walk through what is doubtful, one key for each decision."),
    "conflicts": ("review:conflicts", "List claims that cannot both hold."),
    "duplicates": ("review:duplicates", "Propose what may be the same under two names."),
    "accept": ("decisions:accept", "Decide that a fact is right."),
    "reject": ("decisions:reject", "Decide that a fact is wrong: queries see it no more."),
    "merge": ("decisions:merge", "Decide that two entities are one."),
    "split": ("decisions:split", "Decide that one entity is two."),
    "correct": ("decisions:correct", "Decide that a value is another than stated."),
    "decisions": ("decisions:decisions", "List what was decided, by whom and when."),
    "undo": ("decisions:undo", "Undo decisions by their numbers."),
    "evaluate": ("evaluate:evaluate", "Measure how well documents are read, against gold facts."),
    "validate": ("validate:validate", "Check the graph against its SHACL shapes."),
    "view": ("view:view", "Write a picture of the graph as one HTML file."),
    "export": ("export:export", "Write the graph as RDF, GraphML, GEXF or CSV."),
    "stats": ("stats:stats", "Count what the store holds."),
    "derive": ("derive:derive", "Write shortcut relations for simple queries."),
    "why": ("why:why", "What a relation or a fact rests on."),
}
"""Command → where it lives (`module:attribute` of this package) and its line in `kg --help`."""

ABOUT = (
    "Knowledge graphs of cooperation relationships, with the sentence under every fact.",
    "Load press releases and other documents, then ask: who supports whom, who holds which post, who met whom, what was "
    "agreed, for how much. Names may be Chinese, pinyin, English or a division code: 宜川县, 宜川, yichuan, 610630.",
)
EXAMPLES = ("kg load article.txt", "kg partners 宜川县", "kg people 宜川县", "kg query funding --format csv")
STORE = "Folder of the store; else KG_STORE, else ./kg-store."
HELP = ("-h", "--help")
OPTIONS = {"--store PATH": STORE, "--version": "Show the version and exit.", ", ".join(HELP): "Show this message and exit."}
WIDEST = 100
"""Lines are not longer than this, less a margin, however wide the terminal."""


def text(columns: int) -> str:
    """The overview for a terminal of so many columns."""
    width = max(min(columns, WIDEST) - 2, 50)
    lines = ["Usage: kg [OPTIONS] COMMAND [ARGS]..."]
    for paragraph in ABOUT:
        lines += ["", *(f"  {line}" for line in _wrapped(paragraph, width - 2))]
    lines += ["", "Options:", *_listed(OPTIONS.items(), width)]
    lines += ["", "Commands:", *_listed(((name, line) for name, (_, line) in COMMANDS.items()), width)]
    lines += ["", "  Examples:", *(f"    {line}" for line in EXAMPLES), ""]
    return "\n".join(lines)


def _listed(entries: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Names and what they mean, in two columns."""
    rows = list(entries)
    first = max(len(name) for name, _ in rows) + 2
    for name, meaning in rows:
        for place, line in enumerate(_wrapped(meaning, max(width - first - 2, 10))):
            yield f"  {'' if place else name:{first}}{line}"


def _wrapped(words: str, width: int) -> list[str]:
    """Words in lines; as in `textwrap`, a line may also end after a hyphen."""
    lines = [""]
    for word in words.split(" "):
        begun = bool(lines[-1])
        for part in word.replace("-", "-\0").split("\0"):
            gap = " " * begun
            if lines[-1] and len(lines[-1]) + len(gap) + len(part) > width:
                lines.append(part)
            else:
                lines[-1] += gap + part
            begun = False
    return lines
