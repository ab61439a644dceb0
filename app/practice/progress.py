"""How well the talking points sit, how interviews went, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.interviewer.drill_plan import reasons
from agents.interviewer.drilling import DrillKind, drillable
from agents.quoting import quoted
from app.bootstrap.guides import library_of
from app.bootstrap.memory import Memory, now
from app.bootstrap.whereabouts import guides_of
from app.display import typed
from app.display.labels import label, of_count
from app.display.screen import Screen
from app.settings import Settings
from domain.days import Where
from domain.errors import NoGuides
from domain.guide import Source, TalkingPoint
from domain.interview import ENGLISH, Session
from domain.mastery import Practice, Standing, State
from domain.report import Drill
from domain.values import Frozen
from language.wording import counted, plain, shorten
from memory.scheduling import standings

_BAR = 24
_TREND = 24
_DAYS = 7
_MOST_NEXT = 4
_LONGEST = 56
_NARROW = 72
"""Columns under which there is no room for bars beside what they say."""
_BLOCKS = " ▁▂▃▄▅▆▇█"
_LOOK = {
    State.SOLID: ("█", "green"),
    State.FADING: ("▓", "cyan"),
    State.WEAK: ("▒", "yellow"),
    State.NEVER: ("░", "bright_black"),
}


class Covered(Frozen):
    """How many talking points of a guide, or of a kind, stand where; `changed` counts those among them
    whose text is another than the one practised last.
    """

    name: str
    solid: int = 0
    fading: int = 0
    weak: int = 0
    never: int = 0
    changed: int = 0

    def count(self, state: State) -> int:
        """How many stand in `state`."""
        return {
            State.SOLID: self.solid,
            State.FADING: self.fading,
            State.WEAK: self.weak,
            State.NEVER: self.never,
        }[state]


class Interviewed(Frozen):
    """An interview's overall score, 0 to 1."""

    session_id: str
    at: datetime
    score: float


class Progress(Frozen):
    """Where the candidate stands.

    `due` counts what comes back today (or is late), tomorrow, and so on for a week. `wrong_figures` are
    those said the last time they were practised, as (talking point, said, expected).
    """

    guides: tuple[Covered, ...]
    kinds: tuple[Covered, ...]
    trend: tuple[Interviewed, ...]
    due: tuple[int, ...]
    wrong_figures: tuple[tuple[str, str, str], ...]
    next: tuple[Drill, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something worth doing next, in words: a drill of `kind`, or an interview where that is None."""

    kind: DrillKind | None
    text: str
    sources: tuple[Source, ...] = ()

    @property
    def drill(self) -> Drill:
        """The same with the command that does it."""
        return Drill(text=self.text, command=command_of(self.kind), sources=self.sources)


async def progress_of(memory: Memory, session: Session, settings: Settings) -> Progress | None:
    """How the guides of `session` sit by now; None where they are no longer there."""
    try:
        library = library_of(settings, guides_of(session, settings))
    except NoGuides:
        return None
    practices, sessions = await memory.mastery.practices(), await memory.store.sessions()
    return progress(library.talking_points, practices, sessions, now(), settings.place)


def progress(
    points: Sequence[TalkingPoint],
    practices: Sequence[Practice],
    sessions: Sequence[Session],
    now: datetime,
    zone: Where,
) -> Progress:
    """The progress over `points`: what can be drilled counts, each thing once.

    `zone` is where the candidate is.
    """
    by_kind = by_drill(standings(points, practices, now, zone))
    everything = [standing for each in by_kind.values() for standing in each]
    by_guide = groupby(
        sorted(everything, key=lambda standing: standing.point.source.guide),
        key=lambda standing: standing.point.source.guide,
    )
    return Progress(
        guides=tuple(_covered(name, list(group)) for name, group in by_guide),
        kinds=tuple(_covered(kind.value, group) for kind, group in by_kind.items() if group),
        trend=tuple(
            Interviewed(session_id=s.id, at=s.started_at, score=s.score)
            for s in interviews(over_guides_of(points, sessions))
            if s.score is not None
        ),
        due=days_ahead(everything),
        wrong_figures=slips(everything),
        next=tuple(wanted.drill for wanted in worth_doing(by_kind)),
    )


def by_drill(found: Sequence[Standing]) -> dict[DrillKind, list[Standing]]:
    """Of what stands how, what each kind of drill can ask for, in the guides' order.

    Guides repeat themselves; what stands in two of them is one thing to learn.
    """
    once = {standing.point.id: standing for standing in found}
    points = [standing.point for standing in once.values()]
    by_kind = {kind: [once[point.id] for point in drillable(points, kind)] for kind in DrillKind}
    # What a question asks in words as well is counted as that.
    asked = {each.point.id for each in by_kind[DrillKind.QUESTIONS]}
    tasks = [each for each in by_kind[DrillKind.TASKS] if each.point.id not in asked]
    return {**by_kind, DrillKind.TASKS: tasks}


def over_guides_of(points: Sequence[TalkingPoint], sessions: Sequence[Session]) -> list[Session]:
    """Those of `sessions` that a guide of `points` was in: a score over others tells nothing of these.

    One that says nothing of its guides' content (a debrief, or one from before that was kept) may be.
    """
    names = {point.source.guide for point in points}
    return [each for each in sessions if not each.contents or not names.isdisjoint(each.contents)]


def interviews(sessions: Sequence[Session]) -> list[Session]:
    """Those of `sessions` that have a score, the oldest first.

    A fork answers an old interview's questions once more: it is no interview of its own. Nor is a demo, which
    a simulated candidate answered.
    """
    scored = [
        session
        for session in sessions
        if session.score is not None and not session.forked_from and not session.simulated
    ]
    return sorted(scored, key=lambda session: session.started_at)


def show(screen: Screen, found: Progress) -> None:
    """The progress in the terminal."""
    narrow = screen.console.width < _NARROW
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", max_width=28)
    grid.add_column(no_wrap=True)
    grid.add_column(style="dim", overflow="fold")
    for group in (found.guides, found.kinds):
        for covered in group:
            grid.add_row(Text(covered.name), "" if narrow else bar(covered), told(covered))
        grid.add_row("", "", "")
    screen.console.print(Text("Coverage", style="bold"))
    screen.console.print(Padding(grid, (0, 2)))
    if found.trend:
        last = found.trend[-_TREND:]
        first, now = (f"{100 * each.score:.0f}" for each in (last[0], last[-1]))
        change = f"{first} → {now} over {counted(len(last), 'interview')}" if len(last) > 1 else now
        screen.line("Scores", f"{sparkline([each.score for each in last])}  {change}")
    if any(found.due):
        most = max(found.due)
        days = sparkline([count / most for count in found.due])
        screen.line(
            "Due", f"{days}  {found.due[0]} today, {found.due[1]} tomorrow, {sum(found.due)} in 7 days"
        )
    for title, said, expected in found.wrong_figures[:_MOST_NEXT]:
        screen.line("Figure", f"{shorten(plain(title), _LONGEST)}: you said “{said}”, your guide {expected}")
    for drill in found.next:
        screen.line("Next", f"{drill.text} · {typed.command(drill.command)}")


def bar(covered: Covered) -> Text:
    """A bar of 24 cells, one stretch for each state, in proportion; what is there has at least a cell."""
    counts = [(state, covered.count(state)) for state in _LOOK]
    whole = sum(count for _, count in counts)
    cells = {state: max(1, round(_BAR * count / whole)) for state, count in counts if count}
    while sum(cells.values()) != _BAR:
        # The longest stretch can spare a cell, or take one, and stay true.
        longest = max(cells, key=lambda state: cells[state])
        cells[longest] += 1 if sum(cells.values()) < _BAR else -1
    return Text.assemble(*((_LOOK[state][0] * width, _LOOK[state][1]) for state, width in cells.items()))


def told(covered: Covered) -> str:
    """The bar in words: "3 solid, 2 weak, 12 never practised"."""
    parts = [f"{covered.count(state)} {state.value}" for state in _LOOK if covered.count(state)]
    changed = f" ({covered.changed} changed in your guide)" if covered.changed else ""
    return ", ".join(parts) + changed


def sparkline(values: Sequence[float]) -> str:
    """`values`, each from 0 to 1, as a line of blocks; what is above 0 is never blank."""
    return "".join(_BLOCKS[max(round(value * (len(_BLOCKS) - 1)), 1 if value > 0 else 0)] for value in values)


def _covered(name: str, group: Sequence[Standing]) -> Covered:
    counts = Counter(standing.state for standing in group)
    return Covered(
        name=name,
        solid=counts[State.SOLID],
        fading=counts[State.FADING],
        weak=counts[State.WEAK],
        never=counts[State.NEVER],
        changed=sum(standing.changed for standing in group),
    )


def slips(everything: Sequence[Standing]) -> tuple[tuple[str, str, str], ...]:
    """The figures that were wrong the last time, as (talking point, said, expected)."""
    return tuple(
        (standing.point.title, wrong.said, wrong.expected)
        for standing in everything
        if standing.practices
        for wrong in standing.practices[-1].wrong_figures
    )


def days_ahead(everything: Sequence[Standing]) -> tuple[int, ...]:
    """How many come back today (or are late), tomorrow, and so on for a week."""
    days = Counter(
        0 if standing.is_due else standing.days for standing in everything if standing.days is not None
    )
    return tuple(days[day] for day in range(_DAYS))


def worth_doing(
    by_kind: Mapping[DrillKind, Sequence[Standing]], language: str = ENGLISH
) -> tuple[Wanted, ...]:
    """What to do next, in `language`: the kind with most that is due or weak first; then something new."""
    urgent: list[tuple[int, Wanted]] = []
    for kind, group in by_kind.items():
        why = reasons(group)
        if why:
            first = min(
                (standing for standing in group if standing.point.id in why), key=lambda each: each.recall
            )
            title = quoted(shorten(plain(first.point.title), _LONGEST), language)
            things = of_count(kind, len(why), language)
            text = label("worth_repeating", language, things=things, title=title)
            urgent.append((len(why), Wanted(kind, text, (first.point.source,))))
    urgent.sort(key=lambda each: -each[0])
    wanted = [each for _, each in urgent]
    fresh = {kind: sum(each.state is State.NEVER for each in group) for kind, group in by_kind.items()}
    newest = max(fresh, key=lambda kind: fresh[kind])
    if fresh[newest] and newest not in {each.kind for each in wanted}:
        things = of_count(newest, fresh[newest], language)
        wanted.append(Wanted(newest, label("worth_beginning", language, things=things)))
    if not wanted:
        wanted.append(Wanted(None, label("worth_an_interview", language)))
    return tuple(wanted[:_MOST_NEXT])


def command_of(kind: DrillKind | None) -> str:
    """The command for a drill of `kind`, for an interview where that is None."""
    if kind is None:
        return "interview start"
    return "interview drill" if kind is DrillKind.QUESTIONS else f"interview drill --kind {kind.value}"
