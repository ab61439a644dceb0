"""Going on with an interview that was begun, in this window."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from app.bootstrap.index import count_savings
from app.bootstrap.memory import Memory
from app.bootstrap.models import open_models
from app.bootstrap.whereabouts import guides_of
from app.display import words
from app.display.front import Front
from app.display.head import tell_model
from app.display.labels import label
from app.display.rounds import held_as
from app.display.screen import Screen
from app.indexing import open_shown_index
from app.reading import library_shown
from app.session.bench import bench_of
from app.session.candidate import AtHand, Candidate, Speaks
from app.session.conversation import hold, show_end
from app.session.following import follow
from app.session.interviewing import Interview, Step
from app.session.sitting import SECONDS_FOR_A_DEAD_WINDOW, Sitting, sitting
from app.session.unsent import reserved, unsent_answer
from app.settings import Settings
from domain.errors import InterviewError
from domain.interview import Agenda, CandidateMessage, MessageKind, Mode, Session, TurnKind
from graphs.state import Json
from knowledge.base import KnowledgeBase
from models.language_model import LanguageModel


class QuestionsGone(InterviewError):
    """The guides changed so much that a session cannot be judged by them any more."""

    def __init__(self, session_id: str, gone: int, planned: int) -> None:
        super().__init__(
            f"{gone} of the {planned} questions of session {session_id} are no longer in its guides. Put "
            f"them back to go on; `interview replay {session_id}` shows what was said so far."
        )


async def go_on(
    settings: Settings,
    screen: Screen,
    memory: Memory,
    session: Session,
    candidate: Candidate,
    guides: Sequence[Path] | None = None,
    *,
    by_force: bool = False,
) -> None:
    """Take `session` up where it was left, and hold it to its end, over `guides` where these are given.

    Raises `NoGuides` where its guides are gone, `QuestionsGone` where a question of its is not in them any
    more and, but for `by_force`, `SessionInUse` where another window has it.
    """
    where = guides_of(session, settings, guides)
    library = library_shown(settings, where)
    knowledge = open_shown_index(settings, library, where, memory, screen)
    async with open_models(settings) as models:
        await take_up(
            settings, screen, memory, session, candidate, knowledge, models, by_force=by_force, anew=True
        )
    count_savings(memory, knowledge)


async def take_up(
    settings: Settings,
    screen: Front,
    memory: Memory,
    session: Session,
    candidate: Candidate,
    knowledge: KnowledgeBase,
    models: Mapping[str, LanguageModel],
    *,
    by_force: bool = False,
    anew: bool = False,
    elapsed: Callable[[], float] = time.monotonic,
) -> None:
    """Hold `session`, which was left, over `knowledge` to its end; `by_force` takes it from another window.

    `anew` says that nothing of it stands on `screen`, `elapsed` is the clock by which answers are timed, in
    seconds.

    Raises `QuestionsGone` and, but for `by_force`, `SessionInUse`.
    """
    screen.speak(knowledge.library.language)
    if session.index_version != knowledge.version:
        screen.tell("guides_changed")
    patience, elsewhere = SECONDS_FOR_A_DEAD_WINDOW, partial(screen.tell, "was_open_elsewhere")
    taken = sitting(settings, screen, memory, session, models, patience, by_force=by_force, waits=elsewhere)
    async with taken as held:
        if models:
            tell_model(screen, settings)
        interview = await _with_its_questions_or_ended(held, knowledge, candidate, screen)
        if interview is None:
            return
        with reserved(unsent_answer(memory, session.id)) as unsent:
            await unsent.take_up(memory.store, session.id, screen)
            step = await follow(interview.go_on, _unseen, screen, slow=interview.uses_models)
            await _tell_where_it_stands(interview, step, screen, anew=anew)
            if isinstance(candidate, Speaks):
                await candidate.meet(session, knowledge.talking_points)
            bench = bench_of(memory, session.id)
            await hold(interview, step, candidate, screen, unsent=unsent, bench=bench, elapsed=elapsed)


async def _with_its_questions_or_ended(
    held: Sitting, knowledge: KnowledgeBase, candidate: Candidate, screen: Front
) -> Interview | None:
    """As `with_its_questions`; None where it was ended instead."""
    try:
        return await with_its_questions(held, knowledge)
    except QuestionsGone as gone:
        await _end_instead(gone, held.interview(knowledge), candidate, screen)
        return None


async def _end_instead(
    gone: QuestionsGone, interview: Interview, candidate: Candidate, screen: Front
) -> None:
    """End an interview whose questions are `gone` where the candidate would rather have its report.

    Raises `gone` where they would not, or cannot be asked.
    """
    if not isinstance(candidate, AtHand):
        raise gone
    screen.notice(str(gone))
    if not await candidate.agrees(label("shall_stop", screen.language)):
        raise gone
    try:
        step = await interview.go_on()
    except KeyError:
        # It was killed while an answer was judged, and what that is held against is gone.
        raise gone from None
    if step.waiting is not None:
        stop = CandidateMessage(kind=MessageKind.STOP, at=interview.now)
        step = await interview.answer(step.waiting.number, stop)
    await show_end(interview, step, screen)


async def with_its_questions(held: Sitting, knowledge: KnowledgeBase) -> Interview:
    """The interview over `knowledge` and the doubts it planned to ask about.

    Raises `QuestionsGone` where `knowledge` has not all that is still to be asked.
    """
    return await over_its_questions(held.session, held.interview(knowledge), knowledge)


async def over_its_questions(session: Session, interview: Interview, knowledge: KnowledgeBase) -> Interview:
    """`interview` of `session`, as `with_its_questions` has it."""
    values = await interview.values()
    done = values.get("position", 0)
    return interview.over(with_what_was_planned(session, values.get("agenda"), knowledge, done=done))


def with_what_was_planned(
    session: Session, planned: Json | None, knowledge: KnowledgeBase, *, done: int = 0
) -> KnowledgeBase:
    """`knowledge` and the doubts that the agenda `planned` of `session` asks about.

    Raises `QuestionsGone` where it has not all that is still to be asked, the first `done` being over.
    """
    items = Agenda.model_validate(planned).items if planned is not None else ()
    knowledge = knowledge.with_doubts([item.doubt for item in items if item.doubt is not None])
    known = {point.id for point in (*knowledge.talking_points, *knowledge.doubts)}
    if gone := sum(item.talking_point_id not in known for item in items[done:]):
        raise QuestionsGone(session.id, gone, len(items))
    return knowledge


async def _tell_where_it_stands(interview: Interview, step: Step, screen: Front, *, anew: bool) -> None:
    named = " · ".join([step.session.id, *held_as(step.session, screen.language)])
    screen.tell("going_on", session=named, position=step.position, planned=step.session.planned)
    _tell_what_was_judged(step, screen, anew=anew)
    screen.blank()
    await _remind(interview, step, screen)


async def _remind(interview: Interview, step: Step, screen: Front) -> None:
    """Show the question that is being answered, where only a follow-up or a reply would be."""
    waiting = step.waiting
    if waiting is None or waiting.kind is TurnKind.QUESTION:
        return
    same = (turn for turn in await interview.turns() if turn.question.id == waiting.question.id)
    if (asked := next((turn for turn in same if turn.kind is TurnKind.QUESTION), None)) is not None:
        screen.question(asked, step.position, step.session.planned, 0)


def _tell_what_was_judged(step: Step, screen: Front, *, anew: bool) -> None:
    """Say what the question before came to: a window that was killed may not have shown its feedback."""
    if not anew or step.judged is None or step.session.mode is not Mode.STUDY:
        return
    outcome = words.outcome(step.judged.verdict, screen.language)
    asked = step.judged.question.text
    screen.tell("judged_before", question=asked, outcome=outcome, session=step.session.id)


async def _unseen(event: object) -> None:
    """What was under way when the session was left is not shown: it comes before the line that says so."""
