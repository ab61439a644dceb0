"""`interview review`: a code review of the guides, held and judged."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import click
import typer

from app import terminal
from app.bootstrap.guides import checked, guide_lines
from app.bootstrap.index import open_entailment
from app.bootstrap.sandbox import open_sandbox
from app.commands.choosing import chosen, confirmed, text_of, typed_lines
from app.commands.options import AsJson, Guides, Person
from app.commands.whose import one_persons
from app.display.labels import label
from app.display.reviewed import show_reviewed, show_task, show_tasks
from app.display.screen import Screen
from app.review.reviewing import review as judge
from app.settings import Settings
from domain.errors import BadSetting, NoGuides
from domain.guide import TalkingPoint
from rounds.review.judging import Reviewed
from rounds.review.task import ReviewTask, review_of, reviews


@dataclass(frozen=True, slots=True)
class _Held:
    """What a review is held with."""

    settings: Settings
    screen: Screen
    task: ReviewTask
    points: tuple[TalkingPoint, ...]
    language: str

    def judged(self, said: str, better: str) -> Reviewed:
        """Judge what was said of the code, and the better version."""
        return judge(
            self.task,
            said,
            better=better,
            points=self.points,
            entailment=open_entailment(self.settings),
            sandbox=open_sandbox(self.settings.common_home) if better else None,
        )


def review(
    task: Annotated[
        str | None,
        typer.Argument(help="Its number, or words of its title; without it, the reviews are listed."),
    ] = None,
    guides: Guides = None,
    person: Person = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", help="What you found, a finding a line; - is standard input."),
    ] = None,
    better: Annotated[
        Path | None, typer.Option("--better", help="Your better version of the code; - is standard input.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Review the bad code of your guides; what you find is held against what the guide says is wrong.

    In any order and any words, with or without line numbers. What you find beyond the guide is told, and is
    not wrong for that. The better version is read, and run where there are examples.
    """
    held = _opened(guides, person, task, as_json)
    if held is None:
        return
    if file is None and not as_json and sys.stdin.isatty():
        _in_the_terminal(held)
        return
    if file is None:
        raise BadSetting("There is no review: --file names a file with your findings, - is standard input.")
    _once(held, text_of(file, "--file"), text_of(better, "--better") if better else "", as_json)


def _opened(guides: list[Path] | None, person: str | None, named: str | None, as_json: bool) -> _Held | None:
    """The review that was named; None where they were listed. Raises `NoGuides`, `BadSetting`."""
    settings, screen = terminal.settings(), terminal.screen()
    where = checked(guides, settings)
    library = one_persons(settings, where, person, screen, as_json=as_json).library
    there = reviews(library.talking_points)
    if not there:
        raise NoGuides(
            "these guides", "they hold no code review. One is a heading with code and what is wrong with it."
        )
    if named is None:
        _list(screen, there, as_json)
        return None
    point = chosen(there, named, "review")
    guide = point.source.guide
    task = review_of(point, guide_lines(where, guide))
    return _Held(settings, screen, task, library.talking_points, library.languages[guide])


def _list(screen: Screen, there: tuple[TalkingPoint, ...], as_json: bool) -> None:
    if as_json:
        terminal.print_json([{"title": each.title, "source": str(each.source)} for each in there])
    else:
        show_tasks(screen.console, there)


def _once(held: _Held, said: str, better: str, as_json: bool) -> None:
    if not said.strip():
        raise BadSetting("There is no review: the file with your findings is empty.")
    reviewed = held.judged(said, better)
    if as_json:
        terminal.print_json(reviewed.model_dump(mode="json"))
    else:
        show_reviewed(held.screen.console, reviewed, held.task, held.language)


def _in_the_terminal(held: _Held) -> None:
    """The code in the terminal, the findings typed, the better version in the editor; as often as wanted."""
    show_task(held.screen.console, held.task)
    said, better = "", ""
    while True:
        held.screen.blank()
        held.screen.notice(label("review_what", held.language))
        said = "\n".join(filter(None, (said, typed_lines("> "))))
        if not said:
            held.screen.notice(label("round_nothing", held.language))
            return
        if confirmed(label("review_write", held.language)):
            better = click.edit(better or held.task.code, extension=".py", require_save=True) or better
        held.screen.blank()
        show_reviewed(held.screen.console, held.judged(said, better), held.task, held.language)
        if not confirmed(label("round_again", held.language)):
            return
