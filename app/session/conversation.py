"""The conversation at the terminal: show, ask, hear, pass on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from app.display.paging import paged
from app.display.screen import Screen
from app.session.audience import Audience
from app.session.candidate import Candidate, LeftOpen
from app.session.following import follow
from app.session.interviewing import Interview, Step
from app.session.listening import Listener
from app.session.unsent import UnsentAnswer
from domain.errors import MemoryUnavailable
from domain.interview import CandidateMessage, MessageKind, Mode, TurnKind
from domain.usage import told

_PAUSES = (1, 2, 4, 8, 15, 30)
"""Seconds between two tries while the database is away; together they outlast a server's restart."""
_WARN_AT = (0.8, 0.95)
"""The candidate hears about the time at these shares of it."""


async def hold(
    interview: Interview,
    step: Step,
    candidate: Candidate,
    screen: Screen,
    *,
    unsent: UnsentAnswer | None = None,
    elapsed: Callable[[], float] = time.monotonic,
) -> Step:
    """Hold the interview from `step` to its end, and print the report.

    The end of the input ends the session as `/stop` does, with a report of what there was. Until the
    database has an answer, it stands in `unsent`; what was typed and not sent when the session is left stays
    there.
    """
    if unsent is not None:
        candidate.draft = unsent.begun()
    try:
        return await _held(interview, step, candidate, screen, unsent, elapsed)
    except BaseException as end:
        # Whatever ends it: Ctrl-C, a closed terminal, a database that is gone.
        kept = unsent is not None and unsent.keep_begun(candidate.draft, interview.now)
        if isinstance(end, LeftOpen) and kept:
            raise LeftOpen(kept=True) from end
        raise


async def _held(
    interview: Interview,
    step: Step,
    candidate: Candidate,
    screen: Screen,
    unsent: UnsentAnswer | None,
    elapsed: Callable[[], float],
) -> Step:
    clock = Clock(step.session.minutes * 60)
    study = step.session.mode is Mode.STUDY
    audience = Audience(interview, screen, candidate, feedback=study)
    listener = Listener(interview, candidate, screen, audience, elapsed)
    screen.setbacks(step.news)
    used = ""
    while step.waiting is not None:
        if step.waiting.kind is TurnKind.QUESTION and step.position > 1 and told(step.usage) != used:
            used = told(step.usage)
            screen.notice(f"Model so far: {used}.")
        screen.question(step.waiting, step.position, step.session.planned, step.follow_ups)
        began = elapsed()
        message = await listener.message(step.waiting, began, answered=step.follow_ups > 0)
        asked = step.waiting
        step = await _passed_on(interview, asked.number, message, screen, audience, unsent)
        screen.setbacks(step.news)
        if message.kind is MessageKind.SKIP and study and step.judged is None:
            screen.skipped(asked.question)
        if step.judged is not None:
            await audience.read(step.judged)
        left = clock.passed(elapsed() - began if candidate.measures_time else 0.0)
        if left is not None:
            screen.time_left(left, step.session.minutes)
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
    screen: Screen,
    audience: Audience,
    unsent: UnsentAnswer | None,
) -> Step:
    """Hand the message over; while the database is away the answer stays here and is offered again."""
    if unsent is not None:
        unsent.keep(number, message)
    for pause in (*_PAUSES, None):
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
                raise MemoryUnavailable(f"{error} {_where(message, unsent)}".rstrip()) from error
            screen.notice(f"{error} Your answer is kept here; trying again in {pause} s.")
            await asyncio.sleep(pause)
        else:
            if unsent is not None:
                unsent.drop()
            return step
    raise AssertionError("the loop above returns or raises")


def _where(message: CandidateMessage, unsent: UnsentAnswer | None) -> str:
    """What becomes of an answer that the database did not take."""
    if unsent is None or message.kind is not MessageKind.ANSWER:
        return ""
    if unsent.found() is None:
        return "Your last answer could be stored nowhere: copy it from above."
    return f"Your last answer stands in {unsent.path}; going on with this session takes it up."


class Clock:
    """Says once that time is running short, and once that it is nearly over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._used = 0.0
        self._told = 0

    def passed(self, seconds: float) -> int | None:
        """Count `seconds` more; the minutes that are left when a mark was passed, else None."""
        self._used += seconds
        due = sum(self._used >= share * self._seconds for share in _WARN_AT)
        if due <= self._told:
            return None
        self._told = due
        return max(0, round((self._seconds - self._used) / 60))
