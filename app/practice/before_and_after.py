"""Two attempts at one question, side by side: what was won, what was lost, and how each began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.coach.heard import has_landed
from agents.quoting import quoted
from app.display import words
from app.display.labels import label
from app.display.screen import Screen
from domain.guide import KeyPoint
from domain.interview import Turn
from domain.verdict import Verdict
from language.wording import plain, shorten

_LABEL = 10
_MARGIN = 8
_LEAST_WIDTH = 20
_LINES = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What the second of two attempts landed that the first did not, and the other way round."""

    gained: tuple[KeyPoint, ...]
    lost: tuple[KeyPoint, ...]


def change(before: Verdict, now: Verdict) -> Change:
    """What changed between two verdicts on answers to one question."""
    then, since = _landed(before), _landed(now)
    return Change(
        gained=tuple(point for name, point in since.items() if name not in then),
        lost=tuple(point for name, point in then.items() if name not in since),
    )


def show(screen: Screen, before: Turn, now: Turn) -> None:
    """Print both attempts beside each other, as wide as the terminal is."""
    if before.verdict is None or now.verdict is None:
        return
    width = max(_LEAST_WIDTH, (screen.console.width - _LABEL - _MARGIN) // 2)
    language = now.question.language
    changed = change(before.verdict, now.verdict)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL, style="bold", no_wrap=True)
    grid.add_column(width=width, overflow="fold")
    grid.add_column(width=width, overflow="fold")
    heads = (Text(label(key, language), style="dim") for key in ("before", "now"))
    grid.add_row("", *heads)
    outcomes = (words.outcome(verdict, language) for verdict in (before.verdict, now.verdict))
    grid.add_row(label("score", language), *outcomes)
    grid.add_row(label("words_said", language), _begun(before, width), _begun(now, width))
    if changed.gained or changed.lost:
        grid.add_row(label("lost", language), _points(changed.lost, width), "")
        grid.add_row(label("newly_said", language), "", _points(changed.gained, width))
    screen.console.print(Padding(grid, (1, 2, 0, 2)))


def _landed(verdict: Verdict) -> dict[str, KeyPoint]:
    return {found.key_point.id: found.key_point for found in verdict.key_points if has_landed(found)}


def _begun(turn: Turn, width: int) -> Text:
    said = turn.message.text if turn.message is not None else ""
    return Text(quoted(shorten(said, width * _LINES - 2), turn.question.language), style="italic")


def _points(points: Sequence[KeyPoint], width: int) -> Text:
    return Text("\n".join(shorten(plain(point.text), width * _LINES) for point in points) or "–")
