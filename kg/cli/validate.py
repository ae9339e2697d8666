"""`kg validate`."""

from __future__ import annotations

import click

from .. import validate as validation
from .console import emit, note
from .options import format_option, opened, store_option

SHORT = ("severity", "focus", "path", "value", "message_en", "source")


@click.command(epilog="""\b
    Examples:
      kg validate
      kg validate article.txt --format json""")
@click.argument("source", required=False)
@format_option
@store_option
def validate(source: str | None, form: str) -> None:
    """Check the graph, or one source, against the SHACL shapes; the exit status is 1 where something violates them."""
    with opened() as store:
        found = validation.validate(store, source)
    columns = SHORT if form == "table" else validation.Violation._fields
    emit(form, columns, [[getattr(one, column) for column in columns] for one in found], empty="no violations")
    violations = [one for one in found if one.severity.lower().endswith("violation")]
    if violations:
        note(f"{len(violations)} violations")
        click.get_current_context().exit(1)
