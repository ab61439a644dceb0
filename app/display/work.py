"""How a review or a design that was judged looks in the terminal: parts, evidence, what is asked next."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from agents.reasons.said import said
from agents.sayings import options
from app.display.labels import label, of_list
from app.display.worked import MET, MISSED, OPEN, PARTLY, section_of, whose_shares
from domain.shown import shown_in_a_line
from domain.work import About, AskedNext, DesignWork, ReviewWork

_STYLES = {MET: "green", MISSED: "red", PARTLY: "yellow", OPEN: "dim"}


def show_work(console: Console, work: ReviewWork | DesignWork, language: str) -> None:
    """The parts with their evidence, the score, and what would be asked next."""
    for part in work.parts:
        section = section_of(part, (), language)
        console.print(Text.assemble((section.title, "bold"), "  ", (f"{part.weight:.3g} %", "dim")))
        for row in section.rows:
            place = f"  {row.source}" if row.source is not None else ""
            line = Text.assemble((row.sign, _STYLES[row.sign]), " ", row.text, (place, "dim"))
            console.print(Padding(line, (0, 0, 0, 2), expand=False))
    console.print()
    together = label("round_together", language)
    if work.score is None:
        total = said("work.part_unscored", language, part=together)
    else:
        total = said("work.part_title", language, part=together, points=f"{100 * work.score:.0f}")
    console.print(Text.assemble((total, "bold"), "  ", (whose_shares(work, language), "dim")))
    unscored = [said(f"work.title_{each.part.value}", language) for each in work.parts if each.met is None]
    if unscored and work.score is not None:
        console.print(Text(f"  {label('round_without', language, parts=of_list(unscored, language))}", "dim"))
    show_next(console, work.next, language)


def show_next(console: Console, asked: Sequence[AskedNext], language: str) -> None:
    """What an interviewer would ask now."""
    for each in asked:
        told = question(each, language)
        console.print(Text.assemble((f"{label('next', language)}  ", "bold"), told))


def question(each: AskedNext, language: str) -> str:
    """What is asked next, as it is asked."""
    key = "changed_to" if each.about is About.CHANGED and each.name else each.about.value
    (wording, *_) = options("follow_up_prober", language, f"work.{key}")
    return wording.format(line=each.line, name=shown_in_a_line(each.name))
