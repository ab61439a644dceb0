"""Drills at the terminal: begun, taken up again, summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.interviewer.drilling import CAUSES, DrillKind
from app.bootstrap.memory import Memory, check_writing, new_session_id, now
from app.bootstrap.models import open_models
from app.bootstrap.whereabouts import contents_of, guides_of, places_of
from app.display.head import tell_guides, tell_model
from app.display.screen import Screen
from app.indexing import open_shown_index
from app.session.audience import Audience
from app.session.candidate import Candidate
from app.session.conversation import hold
from app.session.following import follow
from app.session.sitting import SECONDS_FOR_A_DEAD_WINDOW, Sitting, sitting
from app.session.unsent import reserved, unsent_answer
from app.settings import Settings
from domain.days import HERE
from domain.errors import InterviewError
from domain.interview import Agenda, Mode, Session, SessionStatus
from domain.mastery import Practice, Rating, Standing
from graphs.state import Json
from knowledge.base import KnowledgeBase
from knowledge.library import read_library
from memory.scheduling import standings

_UNTIMED = 24 * 60
_STYLES = {Rating.AGAIN: "red", Rating.HARD: "yellow", Rating.GOOD: "green", Rating.EASY: "bold green"}
_TITLE = 58


async def begin(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    guides: Sequence[Path],
    *,
    kind: str,
    limit: int,
    candidate: Candidate,
) -> None:
    """Drill what is due or weak in `guides`, and say how it went."""
    library = read_library(guides)
    tell_guides(screen, library, guides)
    check_writing(memory)
    knowledge = open_shown_index(settings, library, guides, memory, screen)
    moment = now()
    left_open = await _left_open(memory)
    if left_open is not None and left_open.index_version == knowledge.version:
        screen.notice(f"Drill {left_open.id} was left open: `interview drill --resume` goes on with it.")
    session = Session(
        id=new_session_id(await memory.drills.ids(), moment),
        mode=Mode.STUDY,
        guides=places_of(guides),
        contents=contents_of(library),
        minutes=_UNTIMED,
        seed=int(moment.timestamp()) % 100_000,
        started_at=moment,
        updated_at=moment,
        planned=limit,
        index_version=knowledge.version,
        drill=kind,
    )
    await _drill(settings, screen, memory, knowledge, session, candidate, new=True)


async def go_on(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    guides: Sequence[Path] | None,
    candidate: Candidate,
) -> None:
    """Take up the drill that was left open last, over `guides` where these are given.

    Raises `InterviewError` where there is none, or where its questions are no longer in the guides.
    """
    session = await _left_open(memory)
    if session is None:
        raise InterviewError("There is no drill to go on with. `interview drill` begins one.")
    where = guides_of(session, settings, guides)
    library = read_library(where)
    knowledge = open_shown_index(settings, library, where, memory, screen)
    await _drill(settings, screen, memory, knowledge, session, candidate, new=False)


async def _drill(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    knowledge: KnowledgeBase,
    session: Session,
    candidate: Candidate,
    *,
    new: bool,
) -> None:
    """Hold the drill, and say what came of it."""
    patience = 0.0 if new else SECONDS_FOR_A_DEAD_WINDOW
    async with (
        open_models(settings) as models,
        sitting(settings, screen, memory, session, models, patience) as held,
    ):
        if models:
            tell_model(screen, settings)
        agenda = await _held(held, knowledge, candidate, screen, new=new)
    practices = await memory.mastery.practices()
    found = standings(knowledge.talking_points, practices, now(), HERE)
    if agenda.items:
        tell_results(screen, [one for one in practices if one.session_id == session.id], found)
    else:
        tell_nothing(screen, session.drill, found)


async def _held(
    held: Sitting, knowledge: KnowledgeBase, candidate: Candidate, screen: Screen, *, new: bool
) -> Agenda:
    """Drill the candidate from where the drill stands to its end; the questions there were."""
    memory, session = held.memory, held.session
    drill = held.interview(knowledge)

    def head(agenda: Agenda) -> None:
        if agenda.items:
            screen.line("Drill", told_agenda(agenda, session.drill))
            screen.blank()

    with reserved(unsent_answer(memory, session.id, drill=True)) as unsent:
        if not new:
            _check_questions(session, (await drill.values()).get("agenda"), knowledge)
            await unsent.take_up(memory.drills, session.id, screen.notice)
        step = await follow(
            (lambda tell: drill.begin(session, tell)) if new else drill.go_on,
            Audience(drill, screen, planned=head if new else lambda agenda: None).show,
            screen,
            slow=drill.uses_models,
        )
        agenda = Agenda.model_validate((await drill.values())["agenda"])
        if not new:
            head(agenda)
        await hold(drill, step, candidate, screen, unsent=unsent)
    return agenda


def _check_questions(session: Session, planned: Json | None, knowledge: KnowledgeBase) -> None:
    """Raise `InterviewError` where a question that was planned is not in the guides any more."""
    known = {point.id for point in knowledge.talking_points}
    items = Agenda.model_validate(planned).items if planned is not None else ()
    if any(item.talking_point_id not in known for item in items):
        raise InterviewError(
            f"The guides changed since drill {session.id} began, and not all of its questions are in them. "
            "`interview drill` begins a new one; what you answered is kept."
        )


def told_agenda(agenda: Agenda, kind: str) -> str:
    """The drill in a line: "5 questions: 2 due, 3 never practised"."""
    counts = Counter(item.cause for item in agenda.items if item.cause is not None)
    reasons = ", ".join(f"{count} {CAUSES[cause]}" for cause, count in counts.items())
    counted = DrillKind(kind).counted(len(agenda.items))
    return f"{counted} · {reasons}" if reasons else counted


def tell_results(screen: Screen, practices: Sequence[Practice], found: Sequence[Standing]) -> None:
    """How each question of a drill went, and when it comes back."""
    days = {practice.talking_point_id: each.days for each in found for practice in each.practices}
    screen.blank()
    screen.console.print(Text(f"Drill · {len(practices)} answered", style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", max_width=_TITLE)
    grid.add_column()
    grid.add_column(style="dim")
    for practice in practices:
        comes_back = days.get(practice.talking_point_id)
        rating = Text("not judged", style="dim")
        if practice.rating is not None:
            rating = Text(practice.rating.value, style=_STYLES[practice.rating])
        back = "" if comes_back is None else f"back {in_days(comes_back)}"
        grid.add_row(Text(practice.title), rating, back)
    screen.console.print(Padding(grid, (0, 2)))
    screen.blank()
    screen.line("Next", "interview progress")


def tell_nothing(screen: Screen, kind: str, found: Sequence[Standing]) -> None:
    """That nothing is to be drilled, and when something will be."""
    coming = [each.days for each in found if each.days is not None]
    told = f"Nothing of your {DrillKind(kind).counted(2).removeprefix('2 ')} is due, weak or new."
    screen.notice(f"{told} The next one comes back {in_days(min(coming))}." if coming else told)


def in_days(days: int) -> str:
    """In how many days something is due, as a person says it."""
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


async def _left_open(memory: Memory) -> Session | None:
    drills = await memory.drills.sessions()
    return next((drill for drill in drills if drill.status is SessionStatus.OPEN), None)
