"""A small table into the graph, with each fact's cell as its evidence: how to load what has no loader yet.

    python load_pairs.py pairs.csv STORE
"""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path

import kg
from kg.model import Evidence, Partnership, Region, Source


def main(table: Path, store_folder: str) -> None:
    data = table.read_bytes()
    source = Source(name=table.name, title="苏陕协作结对关系", sha256=hashlib.sha256(data).hexdigest(), media_type="text/csv", extractor="example-1")
    facts = []
    for number, row in enumerate(csv.DictReader(data.decode("utf-8").splitlines()), 2):  # line 1 holds the headings
        proof = Evidence(source=source.key, quote=",".join(row.values()), sheet=table.name, row=number, column="supporter")
        facts.append(Partnership(
            a=Region(name=row["supporter"], code=row["supporter_code"]), b=Region(name=row["recipient"], code=row["recipient_code"]),
            kind="partnership/paired-assistance", programme="programme/jiangsu-shaanxi", directed=True, since=row["since"],
            evidence=(proof,), rule="example/pairs"))
    with kg.open(store_folder) as store:
        change = store.replace(source, facts, location=str(table))
        print(f"{table.name}: {len(facts)} partnerships, {change.added} quads added, {change.removed} removed")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2])
