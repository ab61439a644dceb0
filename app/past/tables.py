"""Lists and comparisons of sessions in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.reasons.used import told as told_usage
from app.display import words
from app.display.labels import label
from app.display.rounds import held_as
from domain.interview import Session
from domain.later import later
from domain.usage import Usage

if TYPE_CHECKING:
    from app.past import comparing
    from app.past.comparing import Compared, Comparison, KeyPointChange, Rejudgement, Side
else:
    comparing = later("app.past.comparing")

_WIDE = 100
"""From so many columns on two answers stand side by side."""
_NOTHING = Text("–", style="dim")


def show_sessions(console: Console, sessions: Sequence[Session], usage: Mapping[str, Usage]) -> None:
    """One line a session; `usage` is what language models took, by the session's id."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    rounds = [", ".join(each.partition(": ")[2] for each in held_as(session)) for session in sessions]
    names = ["Session", "Begun", "Status", "Mode", "Round", "Asked", "Answered", "Score", "Guides"]
    if not any(rounds):
        # Nobody asked for one: the column would take the place of what there is.
        names.remove("Round")
    with_models = any(told_usage(each) for each in usage.values())
    for name in (*names, *(["Model"] if with_models else ())):
        table.add_column(
            name,
            justify="right" if name in ("Asked", "Answered", "Score") else "left",
            no_wrap=name in ("Session", "Begun", "Status", "Mode"),
        )
    for session, held in zip(sessions, rounds, strict=True):
        took = told_usage(usage[session.id]) if session.id in usage else ""
        table.add_row(
            Text(session.id),
            words.when(session.started_at),
            session.status.value,
            _mode(session),
            *([held] if any(rounds) else ()),
            f"{session.asked}/{session.planned}",
            str(session.answered),
            words.percent(session.score),
            Text(words.guides(session) + (f" (from {session.forked_from})" if session.forked_from else "")),
            *([took] if with_models else ()),
        )
    console.print(table)


def _mode(session: Session) -> str:
    if session.simulated:
        return "demo"
    return "transcript" if session.transcript else session.mode.value


def show_comparison(console: Console, comparison: Comparison) -> None:
    """Question by question: the answers, the scores, and the key points that came out otherwise.

    Of two sessions that asked nothing of the same there is nothing to lay side by side, and that is said.
    """
    if all(row.first is None or row.second is None for row in comparison.rows):
        told = "These sessions have no question in common. `interview replay {}` and `… {}` show each."
        console.print(Text(told.format(comparison.first, comparison.second)))
        return
    for number, row in enumerate(comparison.rows, start=1):
        console.print(Text.assemble((f"{number}. ", "bold"), (row.text, "bold")))
        if console.width >= _WIDE:
            _side_by_side(console, comparison, row)
        else:
            _one_below_the_other(console, comparison, row)
        _changes(console, row.changes)
        console.print()
    if comparison.mean_first is None or comparison.mean_second is None:
        console.print(Text("No question has a score in both sessions.", style="dim"))
        return
    difference = words.change(comparison.mean_second - comparison.mean_first)
    console.print(
        Text.assemble(
            ("Where both have a score  ", "bold"),
            f"{comparison.first} {words.percent(comparison.mean_first)} · "
            f"{comparison.second} {words.percent(comparison.mean_second)} · {difference}",
        )
    )


def show_rescoring(
    console: Console, judged: Sequence[Rejudgement], by: str, *, unmasked: bool = False
) -> None:
    """Old and new verdicts side by side; `by` names who judged now, `unmasked` that nothing was masked."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Question", overflow="fold", ratio=4)
    table.add_column("Then", overflow="fold", ratio=3)
    table.add_column("Now", overflow="fold", ratio=3)
    table.add_column("", justify="right", no_wrap=True)
    for one in judged:
        table.add_row(
            Text(one.text),
            Text(words.outcome(one.old)),
            Text(words.outcome(one.new)),
            words.change(one.difference),
        )
    if (both := comparing.means(judged)) is not None:
        table.add_row(
            Text(f"Where both have a score ({both.questions} of {len(judged)})", style="bold"),
            words.percent(both.old),
            words.percent(both.new),
            words.change(both.new - both.old),
        )
    console.print(table)
    console.print()
    for one in judged:
        if one.changes:
            console.print(Text(one.text, style="bold"))
            _changes(console, one.changes)
    console.print(Text(f"Now: judged by {by}. The verdicts of then stay as they are.", style="dim"))
    if unmasked:
        console.print(Text(f"{label('unmasked')}.", style="dim"))


def _side_by_side(console: Console, comparison: Comparison, row: Compared) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 3, 0, 0), expand=True)
    table.add_column(Text(f"{comparison.first}  {comparing.told(row.first)}"), overflow="fold", ratio=1)
    second = f"{comparison.second}  {comparing.told(row.second)}  {words.change(row.difference)}".rstrip()
    table.add_column(Text(second), overflow="fold", ratio=1)
    table.add_row(_said(row.first), _said(row.second))
    console.print(Padding(table, (0, 2)))


def _one_below_the_other(console: Console, comparison: Comparison, row: Compared) -> None:
    for name, side, change in (
        (comparison.first, row.first, ""),
        (comparison.second, row.second, words.change(row.difference)),
    ):
        console.print(
            Padding(Text(f"{name}  {comparing.told(side)}  {change}".rstrip(), style="dim"), (0, 2))
        )
        console.print(Padding(_said(side), (0, 4)))


def _said(side: Side | None) -> Text:
    return Text("\n\n".join(side.answers)) if side is not None and side.answers else _NOTHING


def _changes(console: Console, changes: Sequence[KeyPointChange]) -> None:
    if not changes:
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for change in changes:
        grid.add_row(comparing.told_change(change), Text(change.text))
    console.print(Padding(grid, (0, 4)))
