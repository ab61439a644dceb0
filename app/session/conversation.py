"""The conversation at the terminal: show, ask, hear, pass on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from agents.reasons.used import told
from app.display.front import Front
from app.display.labels import label
from app.display.paging import paged
from app.session.audience import Audience
from app.session.bench import Bench
from app.session.candidate import Candidate, Hurried, LeftOpen
from app.session.clock import Clock
from app.session.following import follow
from app.session.interviewing import Interview, Step
from app.session.listening import Listener
from app.session.unsent import UnsentAnswer
from domain.errors import MemoryUnavailable
from domain.interview import CandidateMessage, MessageKind, Mode, TurnKind

_PAUSES = (1, 2, 4, 8, 15, 30)
"""Seconds between two tries while the database is away; together they outlast a server's restart."""


_UNTIL_IT_STANDS_THERE = 0.2
"""Seconds until the question is on the screen, and nothing is to be done but to read it."""


async def hold(
    interview: Interview,
    step: Step,
    candidate: Candidate,
    screen: Front,
    *,
    unsent: UnsentAnswer | None = None,
    bench: Bench | None = None,
    elapsed: Callable[[], float] = time.monotonic,
) -> Step:
    """Hold the interview from `step` to its end, and print the report.

    The end of the input ends the session as `/stop` does, with a report of what there was. Until the
    database has an answer, it stands in `unsent`; what was typed and not sent when the session is left stays
    there. `bench` keeps the code of a task until it is over.
    """
    bench = bench or Bench()
    if unsent is not None:
        candidate.draft = unsent.begun()
    ready = asyncio.create_task(_make_ready(interview))
    try:
        step = await _held(interview, step, candidate, screen, unsent, bench, elapsed)
    except BaseException as end:
        # Whatever ends it: Ctrl-C, a closed terminal, a database that is gone.
        kept = unsent is not None and unsent.keep_begun(candidate.draft, interview.now)
        if isinstance(end, LeftOpen):
            raise LeftOpen(kept=kept, language=screen.language) from end
        raise
    finally:
        ready.cancel()
    bench.remove()
    return step


async def _make_ready(interview: Interview) -> None:
    """Import and open what an answer is judged with, while the candidate reads the question."""
    await asyncio.sleep(_UNTIL_IT_STANDS_THERE)
    await asyncio.to_thread(interview.make_ready)


async def _held(
    interview: Interview,
    step: Step,
    candidate: Candidate,
    screen: Front,
    unsent: UnsentAnswer | None,
    bench: Bench,
    elapsed: Callable[[], float],
) -> Step:
    clock = Clock(step.session.minutes * 60)
    study = step.session.mode is Mode.STUDY
    drill = bool(step.session.drill)
    audience = Audience(interview, screen, candidate, feedback=study, coached=step.judged, drill=drill)
    listener = Listener(interview, candidate, screen, audience, bench, elapsed)
    screen.setbacks(step.news)
    used = ""
    while (asked := step.waiting) is not None:
        if asked.kind is TurnKind.QUESTION and step.position > 1:
            before, used = used, told(step.usage, screen.language)
            if used != before:
                screen.tell("model_so_far", used=used)
        audience.tell_what_was_typed()
        screen.question(asked, step.position, step.session.planned, step.follow_ups)
        began = elapsed()
        message = await listener.message(asked, began, answered=step.follow_ups > 0)
        step = await _passed_on(interview, asked.number, message, candidate, audience, unsent)
        screen.setbacks(step.news)
        if message.kind is MessageKind.SKIP and study and step.judged is None:
            screen.skipped(asked.question)
        if step.judged is not None:
            await audience.read(step.judged)
        if (left := clock.passed(elapsed() - began if candidate.measures_time else 0.0)) is not None:
            screen.time_left(left, step.session.minutes)
    return await show_end(interview, step, screen)


async def show_end(interview: Interview, step: Step, screen: Front) -> Step:
    """Show what came of an interview that `step` ended, and hand the step back with the report."""
    # The last question may have been objected to when the report was made.
    report = await interview.report() if step.report is not None else None
    if report is not None:
        if step.session.mode is Mode.REAL:
            turns = await interview.turns()
            await paged(screen, lambda: screen.debrief(turns))
        screen.report(report, step.session)
    return replace(step, report=report)


async def _passed_on(
    interview: Interview,
    number: int,
    message: CandidateMessage,
    candidate: Candidate,
    audience: Audience,
    unsent: UnsentAnswer | None,
) -> Step:
    """Hand the message over; while the database is away the answer stays here and is offered again."""
    screen = audience.screen
    pauses = candidate.pauses if isinstance(candidate, Hurried) else _PAUSES
    if unsent is not None:
        unsent.keep(number, message)
    told = ""
    for pause in (*pauses, None):
        try:
            step = await follow(
                lambda tell: interview.answer(number, message, tell),
                audience.show,
                screen,
                slow=interview.uses_models,
            )
        except MemoryUnavailable as error:
            if unsent is not None:
                unsent.keep(number, message, for_long=True)
            if pause is None:
                where = _where(message, unsent, screen.language)
                raise MemoryUnavailable(f"{error} {where}".rstrip()) from error
            if str(error) != told:
                # Once: it says how long it may go on so.
                screen.tell("kept_here", error=error, seconds=sum(pauses))
                told = str(error)
            await asyncio.sleep(pause)
        else:
            if unsent is not None:
                unsent.drop()
            return step
    raise AssertionError("the loop above returns or raises")


def _where(message: CandidateMessage, unsent: UnsentAnswer | None, language: str) -> str:
    """What becomes of an answer that the database did not take."""
    if unsent is None or message.kind is not MessageKind.ANSWER:
        return ""
    if unsent.found() is None:
        return label("stored_nowhere", language)
    return label("stored_in", language, path=unsent.path)
