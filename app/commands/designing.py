"""`interview design`: a system of the guides, designed stage by stage and judged."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import click
import typer

from app import terminal
from app.bootstrap.guides import checked, guide_lines
from app.bootstrap.index import open_entailment
from app.commands.choosing import chosen, confirmed, text_of, typed
from app.commands.options import AsJson, Guides, Person
from app.commands.whose import one_persons
from app.design.designing import design as judge
from app.display.designed import show_designed, show_task
from app.display.labels import label
from app.display.reviewed import show_tasks
from app.display.screen import Screen
from app.display.work import question
from app.settings import Settings
from domain.errors import BadSetting, NoGuides
from domain.guide import TalkingPoint
from domain.work import About, AskedNext, DesignWork
from rounds.design.asking import answer_to, questions
from rounds.design.stages import Stage
from rounds.design.task import DesignTask, design_of, designs

_EDIT = "/edit"
_ASKED_FOR = {
    Stage.REQUIREMENTS: "design_ask_first",
    Stage.HIGH_LEVEL: "design_draw",
    Stage.DETAIL: "design_go_deep",
}


@dataclass(frozen=True, slots=True)
class _Held:
    """What a design is held with."""

    settings: Settings
    screen: Screen
    task: DesignTask
    points: tuple[TalkingPoint, ...]
    language: str

    def judged(self, said: str) -> DesignWork:
        """Judge all that was said and drawn."""
        return judge(self.task, said, points=self.points, entailment=open_entailment(self.settings))

    def tell(self, key: str, **given: object) -> None:
        """A line of ours, in the language of the guide."""
        self.screen.notice(label(key, self.language, **given))


def design(
    task: Annotated[
        str | None,
        typer.Argument(help="Its number, or words of its title; without it, the systems are listed."),
    ] = None,
    guides: Guides = None,
    person: Person = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", help="Your questions, drawing and words; - is standard input."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Design a system of your guides, in stages with their time; then a requirement changes.

    What you ask first, draw (boxes and arrows in text, or Mermaid) and say is held against the guide's own
    questions, drawing and points; sums are worked out. What the guide does not say is not judged.
    """
    held = _opened(guides, person, task, as_json)
    if held is None:
        return
    if file is None and not as_json and sys.stdin.isatty():
        _in_the_terminal(held)
        return
    if file is None:
        raise BadSetting("There is no design: --file names a file with yours, - is standard input.")
    said = text_of(file, "--file")
    if not said.strip():
        raise BadSetting("There is no design: the file is empty.")
    work = held.judged(said)
    if as_json:
        terminal.print_json(work.model_dump(mode="json"))
    else:
        show_designed(held.screen.console, work, held.language)


def _opened(guides: list[Path] | None, person: str | None, named: str | None, as_json: bool) -> _Held | None:
    """The system that was named; None where they were listed. Raises `NoGuides`, `BadSetting`."""
    settings, screen = terminal.settings(), terminal.screen()
    where = checked(guides, settings)
    library = one_persons(settings, where, person, screen, as_json=as_json).library
    there = designs(library.talking_points)
    if not there:
        raise NoGuides(
            "these guides",
            'they hold no system to design. One is a heading "Design …" with its answer below.',
        )
    if named is None:
        if as_json:
            terminal.print_json([{"title": each.title, "source": str(each.source)} for each in there])
        else:
            show_tasks(screen.console, there)
        return None
    point = chosen(there, named, "design")
    guide = point.source.guide
    task = design_of(point, guide_lines(where, guide))
    return _Held(settings, screen, task, library.talking_points, library.languages[guide])


def _in_the_terminal(held: _Held) -> None:
    """The stages one after another, each with its time; the last is about a requirement that changes."""
    show_task(held.screen.console, held.task)
    while True:
        begun = time.monotonic()
        said = "\n\n".join(filter(None, (_stage(held, stage) for stage in Stage)))
        if not said:
            held.tell("round_nothing")
            return
        used, given = (time.monotonic() - begun) / 60, sum(held.task.stages.values()) / 60
        held.screen.blank()
        show_designed(held.screen.console, held.judged(said), held.language)
        held.tell("design_took", used=f"{used:.0f}", given=f"{given:.0f}")
        if not confirmed(label("round_again", held.language)):
            return


def _stage(held: _Held, stage: Stage) -> str:
    """What is said in one stage, line by line; a line tells when its time is over."""
    held.screen.blank()
    seconds = held.task.stages[stage]
    held.tell(f"stage_{stage.value}", minutes=f"{seconds / 60:.0f}")
    if stage is Stage.SCALING:
        held.screen.notice(question(AskedNext(about=About.CHANGED, name=held.task.change), held.language))
    else:
        held.tell(_ASKED_FOR[stage])
    lines: list[str] = []
    begun, told = time.monotonic(), False
    while line := typed("> "):
        if line == _EDIT:
            lines = (click.edit("\n".join(lines), extension=".md") or "\n".join(lines)).splitlines()
            break
        lines.append(line)
        if stage is Stage.REQUIREMENTS and questions([(1, line)]):
            held.screen.notice(answer_to(line, held.task.asks) or label("design_yours", held.language))
        if not told and time.monotonic() - begun > seconds:
            told = True
            held.tell("design_over")
    return "\n".join(lines)
