"""Going on with an interview that was begun, in this window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.days import HERE
from domain.errors import InterviewError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.bootstrap import Memory
    from app.display.screen import Screen
    from app.session.candidate import Candidate
    from app.settings import Settings
    from domain.interview import Session

_SECONDS_FOR_A_DEAD_WINDOW = 8.0
"""A window that was killed keeps its session's lock for up to six seconds; an open one keeps it for good."""


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
) -> None:
    """Take `session` up where it was left, and hold it to its end, over `guides` where these are given.

    Raises `NoGuides` where its guides are gone, `QuestionsGone` where a question of its is not in them any
    more, `SessionInUse` where another window has it.
    """
    from app import bootstrap, terminal  # noqa: PLC0415 -- guides, index and graph cost a second
    from app.session.conversation import hold  # noqa: PLC0415
    from app.session.following import follow  # noqa: PLC0415
    from app.session.interviewing import Interview  # noqa: PLC0415
    from app.session.seen import session_seen  # noqa: PLC0415
    from app.session.unsent import reserved  # noqa: PLC0415
    from domain.interview import Agenda  # noqa: PLC0415
    from graphs.state import InterviewContext  # noqa: PLC0415
    from models.account import for_session  # noqa: PLC0415

    where = bootstrap.guides_of(session, settings, guides)
    library = bootstrap.read_guides(where)
    knowledge = terminal.index(settings, library, where, memory, screen)
    if session.index_version != knowledge.version:
        screen.notice(
            "Your guides, or how they are searched, changed since this session began; its questions stay as "
            "they were planned."
        )
    async with (
        bootstrap.open_models(settings) as models,
        bootstrap.locked(memory, session.id, patience=_SECONDS_FOR_A_DEAD_WINDOW) as lock,
        session_seen(memory, session.id, screen) as keep,
    ):
        if models:
            terminal.tell_model(screen, settings)
        account = await bootstrap.account(settings, memory.store, session)
        shared = for_session(models, account)
        graph = bootstrap.compile_interview(memory)
        context = InterviewContext(
            knowledge,
            memory.store,
            bootstrap.now,
            shared,
            memory.mastery,
            account,
            unmasked=not settings.mask,
            zone=HERE,
        )
        values = await Interview(graph, context, session.id).values()
        planned = Agenda.model_validate(values["agenda"]).items if "agenda" in values else ()
        knowledge = knowledge.with_doubts([item.doubt for item in planned if item.doubt is not None])
        known = {point.id for point in (*knowledge.talking_points, *knowledge.doubts)}
        if gone := sum(item.talking_point_id not in known for item in planned):
            raise QuestionsGone(session.id, gone, len(planned))
        context = replace(context, knowledge=knowledge)
        interview = Interview(graph, context, session.id, lock.ensure, keep)
        with reserved(bootstrap.unsent(memory, session.id)) as unsent:
            await unsent.take_up(memory.store, session.id, screen.notice)
            step = await follow(interview.go_on, _unseen, screen, slow=interview.uses_models)
            screen.notice(
                f"Session {session.id}, going on at question {step.position} of {step.session.planned}."
            )
            screen.blank()
            await hold(interview, step, candidate, screen, unsent=unsent)
    bootstrap.count_savings(memory, knowledge)


async def _unseen(event: object) -> None:
    """What was under way when the session was left is not shown: it comes before the line that says so."""
