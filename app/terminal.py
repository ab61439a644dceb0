"""What the commands have in common: settings, screen, standard input, the lines at the head."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app import bootstrap
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.session.candidate import Candidate, StandardInput
from app.session.keyboard import Keyboard
from app.settings import AGENTS, Settings, from_environment
from domain.interview import Agenda, Phase, Turn
from domain.shown import shown_in_a_line, shown_in_json
from knowledge.base import KnowledgeBase
from knowledge.library import Library


def settings() -> Settings:
    """The settings of this process; what is set and is no setting is told."""
    found = from_environment(os.environ)
    for sentence in found.unknown:
        print(f"interview: {shown_in_a_line(sentence)}", file=sys.stderr)
    return found


def screen() -> Screen:
    """Standard output: coloured and as wide as the terminal, else plain and 110 columns wide."""
    terminal = sys.stdout.isatty()
    console = PlainConsole(soft_wrap=False, width=None if terminal else 110)
    # A dumb terminal cannot erase what has to be taken back.
    return Screen(console, live=terminal and not console.is_dumb_terminal)


def print_json(value: Any) -> None:
    """`value` on standard output, indented."""
    print(shown_in_json(json.dumps(to_jsonable_python(value), ensure_ascii=False, indent=1)))


def keyboard() -> Candidate:
    """The person at the terminal."""
    return Keyboard()


def standard_input(screen: Screen) -> StandardInput | None:
    """Standard input where it is no terminal, else None."""
    if sys.stdin is None or sys.stdin.closed:
        return StandardInput(open(os.devnull))  # noqa: PTH123 -- lives as long as the program
    if sys.stdin.isatty():
        return None
    if isinstance(sys.stdin, TextIOWrapper):
        # What is no UTF-8 in an answer costs a sign, not the answer.
        sys.stdin.reconfigure(errors="replace")
    return StandardInput(sys.stdin, echo=screen.answer)


class Shown:
    """A candidate whose answers are printed, because nobody types them."""

    measures_time = False
    draft = ""

    def __init__(self, candidate: Candidate, screen: Screen) -> None:
        self._candidate = candidate
        self._screen = screen

    async def answer(self, turn: Turn) -> str:
        said = await self._candidate.answer(turn)
        self._screen.answer(said, who="Simulated")
        return said

    async def read_on(self) -> str:
        return await self._candidate.read_on()


def shown(candidate: Candidate, screen: Screen) -> Candidate:
    """`candidate` with its answers on `screen`."""
    return Shown(candidate, screen)


def index(
    settings: Settings,
    library: Library,
    guides: Sequence[Path],
    memory: bootstrap.Memory | None,
    screen: Screen,
) -> KnowledgeBase:
    """The index, with a progress bar where it has to be built and somebody watches."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=PlainConsole(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:
        task = progress.add_task("Index", total=None, visible=False)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=True)

        return bootstrap.open_index(
            settings, library, guides, memory=memory, notify=screen.notice, progress=report
        )


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """`text` on standard error while something takes long, moving where somebody watches."""
    console = PlainConsole(stderr=True)
    if not console.is_terminal:
        print(f"{text} …", file=sys.stderr)
        yield
        return
    with console.status(f"{text} …"):
        yield


def tell_guides(screen: Screen, library: Library) -> None:
    """The head's line about the guides, and one for each that could not be read."""
    points = len(library.talking_points)
    read = len(library.guides)
    screen.line("Guides", f"{read} read, {points} talking points   (interview talking-points shows them)")
    for problem in library.unreadable:
        screen.notice(f"not read: {problem}")


def tell_memory(screen: Screen, memory: bootstrap.Memory) -> None:
    """The head's line about the database."""
    screen.line("Memory", memory.redis.describe().replace(str(Path.home()), "~"))
    if warning := bootstrap.eviction_warning(memory):
        screen.notice(warning)


def tell_model(screen: Screen, settings: Settings) -> None:
    """The head's line about the language model."""
    models = sorted({settings.model_for(agent) for agent in AGENTS} - {""})
    screen.line(
        "Model",
        ", ".join(models) if models else "none: drafts only   (interview doctor tells how to add one)",
    )
    if not settings.mask and (models or settings.embeddings):
        where = [
            *(["the model"] if models else []),
            *(["the embedding server"] if settings.embeddings else []),
        ]
        screen.notice(f"--no-mask: what you say and your guides go to {' and '.join(where)} as they are.")
    if not models:
        return
    most = [f"{settings.model_budget:,} tokens"] if settings.model_budget is not None else []
    if settings.model_budget_dollars is not None:
        most.append(f"${settings.model_budget_dollars:,.2f}")
    if most:
        screen.notice(f"At most {' and '.join(most)} in this session; after that, drafts.")


def agenda_line(agenda: Agenda) -> str:
    """The agenda in a line: "45 min · opening · 2 stories · 4 technical"."""
    names = {Phase.STORY: ("story", "stories"), Phase.CONCERN: ("concern", "concerns")}
    counts = Counter(item.phase for item in agenda.items)
    parts = [f"{agenda.minutes:g} min"]
    for phase in Phase:
        if not (count := counts[phase]):
            continue
        if phase in (Phase.OPENING, Phase.CLOSING, Phase.THEIR_QUESTIONS):
            parts.append(phase.value)
        else:
            one, many = names.get(phase, (phase.value, phase.value))
            parts.append(f"{count} {one if count == 1 else many}")
    return " · ".join(parts)
