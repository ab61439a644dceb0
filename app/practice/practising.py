"""Drills at the terminal: begun, taken up again, summed up."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from agents.interviewer.drill_plan import WARM_UP_MINUTES, about
from agents.interviewer.drilling import UNHURRIED, WARM_UP, DrillKind, drillable
from app.bootstrap.memory import Memory, check_writing, new_session_id, now
from app.bootstrap.models import open_models
from app.bootstrap.whereabouts import contents_of, guides_of, places_of
from app.display import typed
from app.display.front import Front
from app.display.head import tell_encoder, tell_guides, tell_model
from app.display.labels import label, of_count
from app.display.screen import Screen
from app.indexing import open_shown_index
from app.practice.instead import instead
from app.practice.words import in_days, told_agenda, told_nothing
from app.reading import library_shown
from app.session.audience import Audience
from app.session.bench import bench_of
from app.session.candidate import Candidate
from app.session.conversation import hold
from app.session.following import follow
from app.session.sitting import SECONDS_FOR_A_DEAD_WINDOW, Sitting, sitting
from app.session.unsent import reserved, unsent_answer
from app.settings import Settings
from domain.errors import BadSetting, InterviewError
from domain.interview import ENGLISH, Agenda, Choice, Mode, Session, SessionStatus
from domain.mastery import Practice, Rating, Standing
from graphs.state import Json
from knowledge.base import KnowledgeBase
from memory.scheduling import standings

ANYTHING = Choice()
"""What is due or weak, whatever it is about."""
_STYLES = {Rating.AGAIN: "red", Rating.HARD: "yellow", Rating.GOOD: "green", Rating.EASY: "bold green"}
_TITLE = 58


class NothingAbout(InterviewError):
    """Nothing that can be drilled is about what was chosen."""

    def __init__(self, choice: Choice, kind: DrillKind) -> None:
        where = f" of {choice.guide}" if choice.guide else ""
        topic = f" about {choice.topic!r}" if choice.topic else ""
        super().__init__(
            f"There are {of_count(kind, 'no')}{where}{topic} to drill. "
            "`interview talking-points` shows what there is; `--kind` names another kind."
        )


async def begin(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    guides: Sequence[Path],
    *,
    kind: str,
    limit: int,
    candidate: Candidate,
    choice: Choice = ANYTHING,
) -> None:
    """Drill what is due or weak in `guides`, or what `choice` asks for, and say how it went.

    `kind` is a `DrillKind`'s value, or `WARM_UP`. Raises `BadSetting` where no guide is of the chosen name,
    `NothingAbout` where nothing to be drilled is about the chosen topic.
    """
    library = library_shown(settings, guides)
    screen.speak(library.language)
    tell_guides(screen, library, guides)
    check_writing(memory)
    knowledge = open_shown_index(settings, library, guides, memory, screen)
    tell_encoder(screen, knowledge)
    left_open = await drill_left_open(memory)
    if left_open is not None and left_open.index_version == knowledge.version:
        screen.tell("drill_left_open", session=left_open.id)
    session = await new_drill(memory, guides, knowledge, kind=kind, limit=limit, choice=choice)
    await _drill(settings, screen, memory, knowledge, session, candidate, new=True)


async def new_drill(
    memory: Memory,
    guides: Sequence[Path],
    knowledge: KnowledgeBase,
    *,
    kind: str,
    limit: int,
    choice: Choice = ANYTHING,
) -> Session:
    """A drill over `guides` of at most `limit` questions that is still to begin, and is kept nowhere yet.

    Raises as `begin`.
    """
    moment = now()
    choice = _checked(choice, kind, knowledge)
    return Session(
        id=new_session_id(await memory.drills.ids(), moment),
        mode=Mode.STUDY,
        guides=places_of(guides),
        contents=contents_of(knowledge.library),
        minutes=WARM_UP_MINUTES if kind == WARM_UP else UNHURRIED,
        seed=int(moment.timestamp()) % 100_000,
        started_at=moment,
        updated_at=moment,
        planned=limit,
        index_version=knowledge.version,
        drill=kind,
        choice=choice,
    )


def _checked(choice: Choice, kind: str, knowledge: KnowledgeBase) -> Choice:
    """`choice` with its guide by its whole name, where there is something to drill of it."""
    if not (choice.guide or choice.topic):
        return choice
    if choice.guide:
        choice = choice.model_copy(update={"guide": _guide_called(choice.guide, knowledge)})
    points = drillable(knowledge.talking_points, DrillKind(kind))
    if not about(points, choice, knowledge):
        raise NothingAbout(choice, DrillKind(kind))
    return choice


def _guide_called(wanted: str, knowledge: KnowledgeBase) -> str:
    names = [guide.name for guide in knowledge.library.guides]
    name = wanted.casefold()
    exactly = [each for each in names if name in (each.casefold(), PurePath(each).stem.casefold())]
    found = exactly or [each for each in names if name in each.casefold()]
    if len(found) != 1:
        raise BadSetting(f"--guide {wanted!r} is not the name of one of your guides: {', '.join(names)}.")
    return found[0]


async def go_on(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    guides: Sequence[Path] | None,
    candidate: Candidate,
    *,
    by_force: bool = False,
) -> None:
    """Take up the drill that was left open last, over `guides` where these are given.

    `by_force` takes it from another window.

    Raises `InterviewError` where there is none, or where its questions are no longer in the guides.
    """
    session = await drill_left_open(memory)
    if session is None:
        raise InterviewError("There is no drill to go on with. `interview drill` begins one.")
    where = guides_of(session, settings, guides)
    library = library_shown(settings, where)
    knowledge = open_shown_index(settings, library, where, memory, screen)
    await _drill(settings, screen, memory, knowledge, session, candidate, new=False, by_force=by_force)


async def _drill(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    knowledge: KnowledgeBase,
    session: Session,
    candidate: Candidate,
    *,
    new: bool,
    by_force: bool = False,
) -> None:
    """Hold the drill, and say what came of it."""
    patience = 0.0 if new else SECONDS_FOR_A_DEAD_WINDOW
    async with (
        open_models(settings) as models,
        sitting(settings, screen, memory, session, models, patience, by_force=by_force) as held,
    ):
        if models:
            tell_model(screen, settings)
        agenda = await hold_drill(held, knowledge, candidate, screen, new=new)
    practices = await memory.mastery.practices()
    found = standings(knowledge.talking_points, practices, now(), settings.place)
    if agenda.items:
        own = [one for one in practices if one.session_id == session.id]
        tell_results(screen, results(own, found))
    else:
        tell_nothing(screen, session.drill, found)


async def hold_drill(
    held: Sitting,
    knowledge: KnowledgeBase,
    candidate: Candidate,
    screen: Front,
    *,
    new: bool,
    elapsed: Callable[[], float] = time.monotonic,
) -> Agenda:
    """Drill the candidate from where the drill stands to its end; the questions there were."""
    memory, session = held.memory, held.session
    screen.speak(knowledge.library.language)
    drill = held.interview(knowledge)

    def head(agenda: Agenda) -> None:
        if agenda.items:
            language = screen.language
            name = label("head_warm_up" if session.drill == WARM_UP else "head_drill", language)
            screen.line(name, told_agenda(agenda, session.drill, language))
            screen.blank()

    with reserved(unsent_answer(memory, session.id, drill=True)) as unsent:
        if not new:
            check_questions(session, (await drill.values()).get("agenda"), knowledge)
            await unsent.take_up(memory.drills, session.id, screen)
        step = await follow(
            (lambda tell: drill.begin(session, tell)) if new else drill.go_on,
            Audience(drill, screen, planned=head if new else lambda agenda: None).show,
            screen,
            slow=drill.uses_models,
        )
        agenda = Agenda.model_validate((await drill.values())["agenda"])
        if not new:
            head(agenda)
        bench = bench_of(memory, session.id, drill=True)
        await hold(drill, step, candidate, screen, unsent=unsent, bench=bench, elapsed=elapsed)
    return agenda


def check_questions(session: Session, planned: Json | None, knowledge: KnowledgeBase) -> None:
    """Raise `InterviewError` where a question that was planned is not in the guides any more."""
    known = {point.id for point in knowledge.talking_points}
    items = Agenda.model_validate(planned).items if planned is not None else ()
    if any(item.talking_point_id not in known for item in items):
        raise InterviewError(
            f"The guides changed since drill {session.id} began, and not all of its questions are in them. "
            "`interview drill` begins a new one; what you answered is kept."
        )


@dataclass(frozen=True, slots=True)
class Went:
    """How a question of a drill went, None where it was not judged, and in how many days it comes back."""

    title: str
    rating: Rating | None
    days: int | None

    def back(self, language: str = ENGLISH) -> str:
        """When it comes back, in words; "" where that is not known."""
        return "" if self.days is None else label("back", language, when=in_days(self.days, language))

    def rated(self, language: str = ENGLISH) -> str:
        """How it went, in a word."""
        key = "not_judged" if self.rating is None else f"rating_{self.rating.value}"
        return label(key, language)


def results(practices: Sequence[Practice], found: Sequence[Standing]) -> tuple[Went, ...]:
    """How each question of a drill went; `found` is where everything stands after it."""
    days = {practice.talking_point_id: each.days for each in found for practice in each.practices}
    return tuple(Went(one.title, one.rating, days.get(one.talking_point_id)) for one in practices)


def tell_nothing(screen: Screen, drill: str, found: Sequence[Standing]) -> None:
    """That nothing is to be drilled, and what could be done instead."""
    language = screen.language
    screen.notice(told_nothing(drill, found, language))
    for other in instead(found, None if drill == WARM_UP else DrillKind(drill), language):
        screen.line(label("head_instead", language), f"{other.text} · {typed.command(other.command)}")


def tell_results(screen: Screen, went: Sequence[Went]) -> None:
    """How each question of a drill went, and when it comes back."""
    screen.blank()
    language = screen.language
    screen.console.print(Text(label("drilled", language, count=len(went)), style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", max_width=_TITLE)
    grid.add_column()
    grid.add_column(style="dim")
    for one in went:
        style = "dim" if one.rating is None else _STYLES[one.rating]
        grid.add_row(Text(one.title), Text(one.rated(language), style=style), one.back(language))
    screen.console.print(Padding(grid, (0, 2)))
    screen.blank()
    screen.line(label("next", language), typed.command("interview progress"))


async def drill_left_open(memory: Memory) -> Session | None:
    """The drill that was left open last; None where there is none."""
    drills = await memory.drills.sessions()
    return next((drill for drill in drills if drill.status is SessionStatus.OPEN), None)
