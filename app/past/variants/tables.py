"""Variants side by side in the terminal."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.reasons.used import told
from app.display import words
from app.display.labels import label
from app.past.variants.contrast import LEAST, Contrast, Difference, Disagreement, Row, Tally
from app.past.variants.variant import DRAFT
from domain.verdict import Label
from language.wording import counted, shorten

MOST_DISAGREEMENTS = 12
"""So many are shown; the others are counted, and are in the JSON."""
_LONGEST_QUOTE = 160
_LONGEST_QUESTION = 72
_ROUGH = 10


def show_contrast(console: Console, found: Contrast) -> None:
    """Scores by question or by session, the whole side by side, what they differ on, and how sure that is."""
    several = len(found.sessions) > 1
    _scores(console, found, several=several)
    console.print()
    _whole(console, found)
    console.print()
    _disagreements(console, found, several=several)
    for line in conclusions(found):
        console.print(Text(line))
    if found.unmasked:
        console.print(Text(f"{label('unmasked')}.", style="dim"))


def conclusions(found: Contrast) -> list[str]:
    """What can be said of it, and what cannot, in sentences."""
    lines = [_gone(tally) for tally in found.tallies if tally.judged_nothing]
    left = found.answers - found.common
    standing = [tally for tally in found.tallies if tally.own]
    if len(standing) > 1 and left:
        of = counted(found.answers, "answer")
        lines.append(f"{left} of {of} left out of the figures: not judged and scored by all.")
    if found.gone:
        lines.append(f"{counted(found.gone, 'question')} left out: your guides no longer have them.")
    lines += [told_difference(each) for each in found.differences]
    if found.differences:
        lines.append("Nobody graded these answers: this says where variants differ, not which is right.")
    return lines


def told_difference(each: Difference) -> str:
    """A difference in a sentence that claims no more than its interval bears."""
    who = f"{each.second} against {each.first}"
    if each.mean is None:
        return f"{who}: no answer has a score from both, so nothing can be said."
    if not each.unlike:
        return f"{who}: the same score on all of {counted(each.answers, 'answer')}."
    points = f"{words.change(each.mean)} points on average over {counted(each.answers, 'answer')}"
    if each.low is None or each.high is None:
        return f"{who}: {points}; fewer than {LEAST} cannot tell a difference from chance."
    between = f"95 % interval {words.change(each.low)} to {words.change(each.high)}"
    rough = ", rough for so few" if each.answers < _ROUGH else ""
    if each.is_more_than_chance:
        return f"{who}: {points}, more than chance ({between}{rough})."
    return f"{who}: {points}, which may be chance alone ({between}{rough})."


def _gone(tally: Tally) -> str:
    name = tally.variant.name
    why = f" ({tally.reasons[0].why})" if tally.reasons else ""
    return (
        f"{name} judged none of {counted(tally.answers, 'answer')}{why}. Drafts would stand in its place, so "
        "it is left out of the comparison."
    )


def _scores(console: Console, found: Contrast, *, several: bool) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Session" if several else f"Session {found.sessions[0].session_id}", overflow="fold")
    for tally in found.tallies:
        table.add_column(Text(tally.variant.name), justify="right", overflow="fold")
    for row in found.sessions if several else found.questions:
        name = f"{row.session_id}  ({counted(row.answers, 'answer')})"
        first = name if several else shorten(row.text, _LONGEST_QUESTION)
        table.add_row(Text(first), *(_cell(row, at) for at in range(len(row.scores))))
    console.print(table)
    console.print(Text("score · share of the key points' weight that is covered", style="dim"))


def _cell(row: Row, at: int) -> Text:
    covered = row.coverage[at]
    if row.scores[at] is None:
        return Text(row.instead[at] if row.instead else "–", style="dim")
    return Text(words.percent(row.scores[at]) + (f" · {100 * covered:.0f} %" if covered is not None else ""))


def _whole(console: Console, found: Contrast) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("All together", overflow="fold")
    for tally in found.tallies:
        table.add_column(Text(tally.variant.name), justify="right", overflow="fold")

    def row(name: str, cell: Callable[[Tally], str]) -> None:
        cells = [cell(tally) for tally in found.tallies]
        if any(cells):
            table.add_row(Text(name), *(Text(each or "–") for each in cells))

    def label(wanted: Label) -> Callable[[Tally], str]:
        return lambda tally: str(tally.labels.get(wanted, 0)) if tally.own else ""

    row("Answers it judged", lambda tally: f"{tally.own} of {tally.answers}")
    row("  nothing in them to judge", lambda tally: _if_any(tally.nothing_to_judge))
    row("  a label or more dropped, unproved", lambda tally: _if_any(tally.mended))
    row("Verdicts dropped whole, unproved", lambda tally: _if_any(tally.dropped))
    row("Verdicts that never came", lambda tally: _if_any(tally.no_answer))
    row("Unscored", lambda tally: str(tally.unscored))
    row(f"Score ({counted(found.common, 'answer')})", lambda tally: words.percent(tally.score))
    row("Key points covered, by weight", _covered)
    for wanted in Label:
        row(f"  {wanted.value}", label(wanted))
    row("Time a verdict, median", lambda tally: "" if tally.seconds is None else _seconds(tally.seconds))
    row("Used", lambda tally: "" if tally.variant.model == DRAFT else told(tally.usage))
    console.print(table)
    for tally in found.tallies:
        for reason in tally.reasons:
            line = f"{tally.variant.name}, {reason.times} ×: {reason.why}"
            console.print(Text(line, style="dim"))


def _disagreements(console: Console, found: Contrast, *, several: bool) -> None:
    if not found.differences:
        return
    same = f"{found.same_labels} of {found.key_points}"
    console.print(Text(f"Key points with the same label from all: {same}", style="bold"))
    for each in found.disagreements[:MOST_DISAGREEMENTS]:
        _disagreement(console, each, several=several)
    if (more := len(found.disagreements) - MOST_DISAGREEMENTS) > 0:
        console.print(Text(f"{more} more, of less weight, are in the --json.", style="dim"))
    console.print()


def _disagreement(console: Console, each: Disagreement, *, several: bool) -> None:
    where = f"{each.session_id}, " if several else ""
    console.print(Text.assemble(each.key_point, (f"   {where}turn {each.turn} · {each.source}", "dim")))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for view in each.views:
        quote = f"“{shorten(view.quote, _LONGEST_QUOTE)}”" if view.quote else ""
        grid.add_row(Text(view.variant), view.label.value, Text(quote))
    console.print(Padding(grid, (0, 4)))


def _covered(tally: Tally) -> str:
    return "" if tally.coverage is None else f"{words.percent(tally.coverage)} %"


def _if_any(count: int) -> str:
    return str(count) if count else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"
