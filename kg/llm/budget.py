"""The tokens that a run may spend. The ledger is a small file, so that all processes of a run share one budget."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..errors import BudgetSpent, ModelError


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a run has spent so far, against its limit. Each line of the file is a sum, or `!` and why nothing more may be
    sent. Lines are appended, which is atomic: a reservation counts before it is compared with the limit, so that two
    processes cannot both take the last tokens."""

    path: Path
    limit: int

    @classmethod
    def open(cls, limit: int) -> Ledger:
        """A new ledger in the folder for temporary files; `close` it at the end of the run."""
        handle, name = tempfile.mkstemp(prefix="kg-llm-", suffix=".ledger")
        os.close(handle)
        return cls(Path(name), limit)

    def close(self) -> None:
        """Take the file away."""
        self.path.unlink(missing_ok=True)

    @property
    def spent(self) -> int:
        """Tokens spent or reserved."""
        return sum(int(line) for line in self._lines() if not line.startswith("!"))

    def reserve(self, tokens: int) -> None:
        """Set tokens aside before a request.

        Raises
        ------
        BudgetSpent : they are not there; from now on nothing is reserved any more.
        ModelError : the run was stopped before.
        """
        self.check()
        self._append(str(tokens))
        if self.spent > self.limit:
            self._append(str(-tokens))
            self.stop(f"budget {self._why(tokens)}")
            self.check()

    def settle(self, reserved: int, used: int) -> None:
        """Replace a reservation by what was used."""
        if used != reserved:
            self._append(str(used - reserved))

    def stop(self, reason: str) -> None:
        """Send nothing more in this run."""
        self._append(f"! {' '.join(reason.split())}")

    def check(self) -> None:
        """Raise if the run was stopped."""
        for line in self._lines():
            if line.startswith("! budget "):
                raise BudgetSpent(line.removeprefix("! budget "))
            if line.startswith("!"):
                raise ModelError(line.removeprefix("! "))

    def _why(self, tokens: int) -> str:
        return (f"the budget of {self.limit:,} tokens is spent: {self.spent:,} were used, and the next question may take "
                f"{tokens:,}. What was read is kept; run the same command again, or raise --llm-budget (KG_LLM_BUDGET)")

    def _lines(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines()

    def _append(self, line: str) -> None:
        with open(self.path, "ab", buffering=0) as file:
            file.write(f"{line}\n".encode())


def estimate(text: str) -> int:
    """About how many tokens a text takes, on the high side: one for each character beyond ASCII, one for three others."""
    wide = sum(char > "\x7f" for char in text)
    return wide + (len(text) - wide) // 3 + 1
