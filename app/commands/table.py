"""The commands: where each is, and what `interview --help` says of it.

A command's module is imported when the command runs: it imports at its top what it needs, and costs the
others nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand

from app.candidates import with_candidate
from app.commands.examples import EXAMPLES
from app.commands.readable import Readable, name_values, paragraphs
from app.display import typed
from app.process import collecting, ending
from domain.errors import InterviewError
from domain.later import later

if TYPE_CHECKING:
    import asyncio
else:
    asyncio = later("asyncio")


COMMANDS = {
    "start": ("app.commands.interviews:start", "Start an interview."),
    "resume": (
        "app.commands.interviews:resume",
        "Go on with an interview where it was left, whatever ended it.",
    ),
    "demo": ("app.commands.interviews:demo", "Watch a whole interview with a simulated candidate."),
    "sessions": ("app.commands.sessions:sessions", "List your sessions, the one touched last first."),
    "report": ("app.commands.sessions:report", "Show the report of a session again, as it was made."),
    "replay": (
        "app.commands.sessions:replay",
        "Read a session again, as it was shown; needs no guides, no index and no model.",
    ),
    "forget": ("app.commands.sessions:forget", "Delete a session, or everything: every key of it."),
    "fork": (
        "app.commands.forking:fork",
        "Answer again from a turn of an old session, in a new one; the old one stays as it is.",
    ),
    "compare": (
        "app.commands.comparing:compare",
        "Show the answers and scores of two sessions side by side, question by question.",
    ),
    "rescore": (
        "app.commands.rescoring:rescore",
        "Judge an old session with today's evaluator; what it was judged then is kept beside it.",
    ),
    "export": (
        "app.commands.exporting:export",
        "Hand out a session as a file: JSON (the default), Markdown, or one page of HTML with charts.",
    ),
    "import": (
        "app.commands.exporting:import_",
        "Take in a session that was exported. Nothing is overwritten.",
    ),
    "debrief": (
        "app.commands.debriefing:debrief",
        "Take in a real interview: what you were asked, how your answers hold, and what was new.",
    ),
    "drill": (
        "app.commands.drilling:drill",
        "Practise what is due or weak, then what was never practised, in other words than before.",
    ),
    "warm-up": (
        "app.commands.drilling:warm_up",
        "Five minutes on your weakest points of every kind, whether or not they are due.",
    ),
    "progress": (
        "app.commands.practice:progress",
        "Show how well your talking points sit, how interviews went, and what to do next.",
    ),
    "plan": (
        "app.commands.planning:plan",
        "Show what to do each day until the interview, by what was practised so far.",
    ),
    "one-pager": (
        "app.commands.practice:one_pager",
        "Show one page for the day: how to open, figures, stories, what slipped, what not to say.",
    ),
    "anki": (
        "app.commands.practice:anki",
        "Write your questions, facts and red flags as a deck for Anki.",
    ),
    "talking-points": (
        "app.commands.understood:talking_points",
        "Show what was understood of the guides, with lines. Needs no index.",
    ),
    "questions": (
        "app.commands.questions:show_questions",
        "List every question as it will be asked, with its source, and mark those that read badly.",
    ),
    "ask": (
        "app.commands.knowing:ask",
        "Search the guides: the passages, where they stand, and how well they fit (0 to 1).",
    ),
    "check": (
        "app.commands.knowing:check",
        "Report where your guides contradict themselves, the most damaging first.",
    ),
    "match": (
        "app.commands.matching:match_posting",
        "Hold a job posting against your guides: what is covered, thin, unsure, missing or contradicted.",
    ),
    "index": (
        "app.commands.knowing:index",
        "Build the index, or bring it up to date where the guides changed.",
    ),
    "code": (
        "app.commands.coding:code",
        "Solve a coding task of your guides; the code is run where it can harm nothing, read, and judged.",
    ),
    "review": (
        "app.commands.reviewing:review",
        "Review the bad code of your guides; what you find is held against what the guide says is wrong.",
    ),
    "design": (
        "app.commands.designing:design",
        "Design a system of your guides, in stages with their time; then a requirement changes.",
    ),
    "evaluate": (
        "app.commands.evaluating:evaluate",
        'Judge answers: a line {"question", "references": [text…], "answer", "kind"?} on standard input '
        "each.",
    ),
    "setup": (
        "app.commands.setup:setup",
        "Fetch the local embedding model where it is missing, and make it ready.",
    ),
    "doctor": (
        "app.commands.doctor:doctor",
        "Try everything that is configured, and say what to do about what does not work.",
    ),
    "prompts": (
        "app.commands.prompting:prompts",
        "List the prompts with their versions and digests, and whether your own folder replaces one.",
    ),
    "practise": (
        "app.commands.practising:practise",
        "Practise one question until it sits: coached each time, with before and after side by side.",
    ),
}


def add(app: typer.Typer, name: str, where: str, help_: str) -> None:
    """Add the command that is the function at `where` ("module:function"), imported when it is called."""

    class Later(TyperCommand):
        """The command as the whole program's help shows it."""

        def make_context(
            self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
        ) -> Any:
            return loaded(name, where).make_context(info_name, args, parent, **extra)

    app.command(name, cls=Later, help=help_)(_in_its_place)


def _in_its_place() -> None:
    """What a command is until it is called."""


def loaded(name: str, where: str) -> TyperCommand:
    """The command called `name`, which is the function at `where` ("module:function")."""
    module, _, function = where.partition(":")
    alone = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    done = getattr(import_module(module), function)
    alone.command(name, cls=Readable, help=f"{paragraphs(done)}{_example(name)}")(with_candidate(_run(done)))
    command = typer.main.get_command(alone)
    assert isinstance(command, TyperCommand)
    name_values(command, done)
    collecting.begin()
    return command


def _example(name: str) -> str:
    """The paragraph that ends the help of a command; none for those of other packages, which bring none."""
    line = EXAMPLES.get(name)
    return f"\n\nFor example: {typed.command(f'interview {line}')}" if line else ""


def _run(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, which ends when its coroutine does, where it is one."""
    if not iscoroutinefunction(function):
        return function

    @wraps(function)
    def run(**given: Any) -> None:
        ending.run(function(**given), _overlook)

    return run


def _overlook(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say nothing of what a command was about to tell when a signal ended it: nobody reads that any more."""
    if not isinstance(context.get("exception"), InterviewError):
        loop.default_exception_handler(context)
