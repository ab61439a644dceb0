"""`python -m evals.coding --guides PATH …`: how the scores of coding answers rank beside those by hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap.index import open_entailment
from app.bootstrap.sandbox import open_sandbox
from app.settings import from_environment
from evals.coding.measuring import agreement, answers, half_width, scored
from knowledge.library import read_library


def main(
    guides: Annotated[list[Path], typer.Option("--guides", help="Guides that hold the tasks.")],
    which: Annotated[str, typer.Option(help="seen or unseen")] = "seen",
) -> None:
    """Judge the answers of one half whose guides are there, and print each beside the hand's score."""
    settings = from_environment(os.environ)
    by_name = {path.name: read_library([path]).talking_points for path in guides}
    found = scored(answers(which), by_name, open_sandbox(settings.home), open_entailment(settings))
    for each in sorted(found, key=lambda one: -one.answer.hand):
        work = each.verdict.work
        parts = [f"{part.met:.2f}" if part.met is not None else "-" for part in work.parts] if work else []
        print(f"{each.answer.hand:>4} {100 * each.score:>4.0f}  {each.answer.id:<22} {' '.join(parts)}")
    print(f"{len(found)} answers, Spearman {agreement(found):.2f}, half width {half_width(found):.2f}")


if __name__ == "__main__":
    typer.run(main)
