"""A small interview, wired with memory in the process and a clock of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver

from app.session.interviewing import Interview
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import CandidateMessage, MessageKind, Mode, Session
from graphs.interview import interview_on
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.library import Library
from memory.in_memory import InMemorySessionStore
from memory.mastery import MasteryStore
from memory.store import SessionStore
from models.account import Account
from models.language_model import LanguageModel
from tests.support.embedding import HashEmbedder
from tests.support.knowledge import guide
from tests.support.talking import key_point, source

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def a_point(
    title: str, *said: str, line: int, kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER
) -> TalkingPoint:
    """A talking point at `line` whose key points are the sentences `said`."""
    return TalkingPoint(
        id=title,
        kind=kind,
        title=title,
        text=" ".join(f"{sentence}." for sentence in said),
        source=source(line),
        key_points=tuple(
            key_point(f"{title}/{number}", sentence, line=line + number)
            for number, sentence in enumerate(said)
        ),
    )


POINTS = (
    a_point(
        "How did you make the nightly job faster?",
        "I replaced the nightly batch with a stream of parcel events",
        "Consumers are idempotent because redelivery is certain",
        "The run went from four hours to forty minutes",
        line=10,
    ),
    a_point(
        "How do you handle schema changes?",
        "Every topic has a schema in a registry",
        "Only backward compatible changes pass the build",
        "A breaking change gets a new topic and a migration window",
        line=20,
    ),
    a_point(
        "How do you find out that data is late?",
        "Each partition carries a watermark",
        "An alert fires when the watermark is ten minutes behind",
        line=30,
    ),
)


def _with_an_aside(point: TalkingPoint) -> TalkingPoint:
    aside = key_point(f"{point.id}/aside", _ASIDE, weight=0.1, line=point.source.first_line + 5)
    return point.model_copy(update={"key_points": (*point.key_points, aside)})


_ASIDE = "A newcomer reads the page about it on the second Monday"
WITH_AN_ASIDE = tuple(_with_an_aside(point) for point in POINTS)
"""`POINTS` with a small thing that `whole_answer` leaves out: the coach has something to put in."""


class Clock:
    """A clock that goes on by a second whenever it is read."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def some_knowledge(folder: Path, *points: TalkingPoint) -> KnowledgeBase:
    """An index over `points` (by default three technical questions) in `folder`."""
    library = Library(guides=(guide(*(points or POINTS)),), unreadable=())
    return open_knowledge(library, folder, HashEmbedder())


def a_session(session_id: str = "s1", *, minutes: float = 30.0, mode: Mode = Mode.STUDY) -> Session:
    """A session that has not begun."""
    return Session(
        id=session_id,
        mode=mode,
        guides=("guide.md",),
        minutes=minutes,
        seed=7,
        started_at=START,
        updated_at=START,
    )


def an_interview(
    knowledge: KnowledgeBase,
    *,
    store: SessionStore | None = None,
    saver: BaseCheckpointSaver[str] | None = None,
    models: Mapping[str, LanguageModel] | None = None,
    session_id: str = "s1",
    now: Callable[[], datetime] | None = None,
    mastery: MasteryStore | None = None,
    account: Account | None = None,
) -> tuple[Interview, SessionStore]:
    """An interview over `knowledge` and the store its transcript goes to."""
    store = store if store is not None else InMemorySessionStore()
    context = InterviewContext(knowledge, store, now or Clock(), models or {}, mastery, account)
    graph = interview_on(saver or InMemorySaver())
    return Interview(graph, context, session_id), store


def says(text: str) -> CandidateMessage:
    """An answer."""
    return CandidateMessage(text=text, at=START)


def does(kind: MessageKind) -> CandidateMessage:
    """A command of the interface."""
    return CandidateMessage(kind=kind, at=START)


def whole_answer(point: TalkingPoint) -> str:
    """Everything the guide says to `point`, and that there is no more, so that nothing further is asked."""
    return f"{point.text} That's all."
