"""`python -m evals.rounds`: our marks beside the hand's; `--seen` leaves out the unseen."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from app import terminal
from app.bootstrap.index import open_entailment
from evals.rounds.holding import KINDS, Marked, agreement, held


def main() -> None:
    """Print every answer's marks, and the rank correlation over the seen, the unseen, and all."""
    entailment = open_entailment(terminal.settings())
    for kind in KINDS:
        marked = held(kind, entailment, only=False if "--seen" in sys.argv else None)
        for each in sorted(marked, key=lambda one: -one.hand):
            ours = "–" if each.ours is None else f"{each.ours:.0f}"
            sys.stdout.write(f"{each.hand:5.0f} {ours:>5}  {'unseen ' if each.unseen else ''}{each.name}\n")
        for name, some in _parts(marked):
            sys.stdout.write(f"{kind}, {name} ({len(some)}): {agreement(some):.3f}\n")


def _parts(marked: list[Marked]) -> Iterator[tuple[str, list[Marked]]]:
    yield "seen", [each for each in marked if not each.unseen]
    if any(each.unseen for each in marked):
        yield "unseen", [each for each in marked if each.unseen]
        yield "all", marked


if __name__ == "__main__":
    main()
