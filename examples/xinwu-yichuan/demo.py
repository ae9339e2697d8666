"""The example from start to end, by the same commands that a reader would type.

    python demo.py FOLDER      loads the example into FOLDER/store and writes FOLDER/xinwu-yichuan.html

Needs `kg` on the path (`pip install cooperation-kg`). Nothing leaves the machine.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(*command: str) -> None:
    """Show a command, then run it."""
    print("\n$ kg " + " ".join(shlex.quote(part) for part in command), flush=True)
    done = subprocess.run(["kg", *command])
    if done.returncode:
        sys.exit(f"kg ended with exit status {done.returncode}")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    store, page = str(folder / "store"), folder / "xinwu-yichuan.html"
    run("--store", store, "load", str(HERE / "article.txt"))
    run("--store", store, "partners", "宜川")
    run("--store", store, "people", "宜川")
    run("--store", store, "path", "崔荣国", "薛延飞")
    run("--store", store, "query", str(HERE / "money.rq"))
    run("--store", store, "view", "-o", str(page))
    print(f"\nOpen this file in a browser: {page.resolve()}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
