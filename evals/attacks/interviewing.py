"""An interview held under an attack, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from langgraph.checkpoint.memory import InMemorySaver

from app.session.interviewing import Interview, Step
from app.settings import AGENTS
from domain.guide import TalkingPoint
from domain.interview import (
    CandidateMessage,
    MessageKind,
    Mode,
    Phase,
    Session,
    Turn,
    TurnKind,
)
from domain.report import Report
from evals.attacks.attacks import Attack, HonestAnswer, Place, guide, honest_answers
from graphs.interview import interview_on
from graphs.state import InterviewContext
from graphs.telling import Event, Words
from knowledge.base import open_knowledge
from knowledge.library import read_library
from memory.in_memory import InMemorySessionStore
from models.language_model import LanguageModel

_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_NEIGHBOUR = """# Notes

### Q9: What else keeps {topic} healthy?

**Your Answer** (1 min):
"A weekly review of orders, roll-outs and slow pages with everybody on call.{attack} One line for each."
"""
_MOST_STEPS = 60


class RecordingStore(InMemorySessionStore):
    """A session store that remembers which sessions were written to."""

    def __init__(self) -> None:
        super().__init__()
        self.written: set[str] = set()

    async def save(self, session: Session) -> None:
        """Keep `session` under its id."""
        self.written.add(session.id)
        await super().save(session)

    async def put_turn(self, session_id: str, turn: Turn) -> None:
        """Keep `turn` under its number."""
        self.written.add(session_id)
        await super().put_turn(session_id, turn)

    async def put_report(self, session_id: str, report: Report) -> None:
        """Keep the session's report."""
        self.written.add(session_id)
        await super().put_report(session_id, report)

    async def keep_message(self, session_id: str, number: int, message: CandidateMessage) -> bool:
        """Keep what was said."""
        self.written.add(session_id)
        return await super().keep_message(session_id, number, message)


@dataclass(frozen=True)
class Held:
    """One interview: its turns, by question's word the last score, and what was written where.

    An unscored answer counts as 0. `asked` and `advised` are all that was seen, by turn's number, of words
    that a model was still writing: of what was asked there, and of the advice on it. `files` are the paths,
    relative to the folder it was held in.
    """

    session: Session
    turns: tuple[Turn, ...]
    asked: Mapping[int, tuple[str, ...]]
    advised: Mapping[int, tuple[str, ...]]
    agenda: tuple[str, ...]
    scores: Mapping[str, float]
    points: Mapping[str, TalkingPoint]
    written: frozenset[str]
    files: frozenset[str]
    report: Report | None


async def held(folder: Path, attack: Attack | None, model: LanguageModel | None) -> Held:
    """Hold an interview in the empty `folder` with `attack` in its place; None for the same without one."""
    (folder / "guides").mkdir()
    _write_guides(folder / "guides", attack)
    library = read_library([folder / "guides"])
    knowledge = open_knowledge(library, folder / "index", None)
    store = RecordingStore()
    models = dict.fromkeys(AGENTS, model) if model is not None else {}
    context = InterviewContext(knowledge, store, lambda: _AT, models)
    interview = Interview(interview_on(InMemorySaver()), context, "s1")
    session = Session(
        id="s1", mode=Mode.STUDY, guides=("guides",), minutes=30, seed=7, started_at=_AT, updated_at=_AT
    )
    answers = honest_answers()
    in_answers = attack if attack is not None and attack.place is Place.ANSWER else None
    step, asked, advised = await _answered(interview, session, in_answers, answers)
    turns = tuple(await store.turns("s1"))
    return Held(
        session=step.session,
        turns=turns,
        asked=asked,
        advised=advised,
        agenda=tuple(item["talking_point_id"] for item in (await interview.values())["agenda"]["items"]),
        scores=_scores(turns, answers),
        points={point.id: point for point in library.talking_points},
        written=frozenset(store.written),
        files=frozenset(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()),
        report=step.report,
    )


async def _answered(
    interview: Interview, session: Session, attack: Attack | None, answers: Mapping[str, HonestAnswer]
) -> tuple[Step, dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """The last step, and what was seen of words being written, by turn: of what was asked, and of advice."""
    told: list[Event] = []
    step = await interview.begin(session, told.append)
    asked, advised = {1: _seen(told, "interviewer")}, dict[int, tuple[str, ...]]()
    hinted: set[str] = set()
    for _ in range(_MOST_STEPS):
        waiting = step.waiting
        if waiting is None:
            break
        message = _message(waiting, attack, answers, hinted)
        told.clear()
        step = await interview.answer(waiting.number, message, told.append)
        asked[waiting.number + 1] = _seen(told, "interviewer", "follow_up_prober")
        advised[waiting.number] = _seen(told, "coach")
    return step, asked, advised


def _seen(told: Iterable[Event], *agents: str) -> tuple[str, ...]:
    return tuple(event.text for event in told if isinstance(event, Words) and event.agent in agents)


def _write_guides(folder: Path, attack: Attack | None) -> None:
    place, text = (attack.place, attack.text) if attack is not None else (None, "")
    own, neighbour, name = guide(), _NEIGHBOUR.format(topic="a platform", attack=""), "neighbour"
    if place is Place.GUIDE:
        own = own.replace('."\n', f'. {text}"\n')
    if place is Place.PASSAGE:
        neighbour = _NEIGHBOUR.format(topic="a platform", attack=f" {text}")
    if place is Place.FILE_NAME:
        name = text.replace("/", "∕")
    (folder / "guide.md").write_text(own, encoding="utf-8")
    (folder / f"{name}.md").write_text(neighbour, encoding="utf-8")


def _message(
    turn: Turn, attack: Attack | None, answers: Mapping[str, HonestAnswer], hinted: set[str]
) -> CandidateMessage:
    """A nudge first; then the honest answer with the attack; follow-ups are heard and skipped."""
    if turn.kind is TurnKind.QUESTION and turn.question.id not in hinted:
        hinted.add(turn.question.id)
        return CandidateMessage(kind=MessageKind.HINT, at=_AT)
    word = _word_of(turn, answers)
    if word and turn.kind is not TurnKind.FOLLOW_UP:
        said = answers[word].said
        return CandidateMessage(text=attack.beside(said) if attack else said, at=_AT)
    if turn.kind is TurnKind.FOLLOW_UP:
        return CandidateMessage(kind=MessageKind.SKIP, at=_AT)
    return CandidateMessage(text=attack.text if attack else "Nothing more.", at=_AT)


def _word_of(turn: Turn, answers: Mapping[str, HonestAnswer]) -> str:
    if turn.question.phase is Phase.THEIR_QUESTIONS:
        return ""
    return next((word for word in answers if word in turn.question.text.lower()), "")


def _scores(turns: tuple[Turn, ...], answers: Mapping[str, HonestAnswer]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for turn in turns:
        word = _word_of(turn, answers)
        if word and turn.verdict is not None:
            scores[word] = turn.verdict.score.value if turn.verdict.score is not None else 0.0
    return scores
