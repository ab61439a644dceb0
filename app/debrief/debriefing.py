"""A real interview's transcript becomes a session like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from agents.coach.agent import sum_up
from app.bootstrap.memory import Memory, new_session_id, now
from app.bootstrap.whereabouts import contents_of, places_of
from app.debrief.exchanges import Exchange, exchanges, without_small_talk
from app.debrief.judging import Judge, points_for, practice
from app.debrief.matching import Matched, Matching, matched
from app.debrief.roles import NotAnInterview, Roles, roles
from app.debrief.transcripts.reading import read_transcript
from app.past.forking import put_transcript
from domain.days import HERE
from domain.errors import OfAFile
from domain.interview import ENGLISH, Mode, Session, SessionStatus, Turn
from domain.report import Report
from domain.verdict import WORDS_PER_MINUTE
from knowledge.base import KnowledgeBase
from language.tongue import nearest
from models.language_model import LanguageModel

ENDED = "it was a real interview"
_DIGITS = 16
_SAMPLE = 4000


class TakenInBefore(OfAFile):
    """The transcript is a session already."""

    def __init__(self, path: Path, session_id: str) -> None:
        super().__init__(
            path.name,
            f" is session {session_id} already: `interview report {session_id}` shows it. "
            f"`interview forget {session_id}` lets you take it in anew.",
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """A transcript as it was understood: who speaks, what was asked, how much was small talk before it."""

    roles: Roles
    questions: tuple[Matched, ...]
    small_talk: int
    language: str
    digest: str

    @property
    def new(self) -> tuple[Matched, ...]:
        """The questions that no guide has."""
        return tuple(each for each in self.questions if each.point is None and not each.exchange.theirs)


def heard(path: Path, knowledge: KnowledgeBase, me: str | None) -> Heard:
    """What is asked and answered in the transcript at `path`.

    Raises `UnreadableGuide` for a file that cannot be read, `NotAnInterview` where nobody is asked anything,
    `BadSetting` where nobody in it is called `me`.
    """
    said, digest = read_transcript(path)
    language = nearest(" ".join(each.text for each in said)[:_SAMPLE]) or ENGLISH
    who = roles(said, me, language, path)
    found = matched(exchanges(who, language), Matching(knowledge, language))
    small = without_small_talk(
        [each.exchange for each in found],
        [each.point is not None or each.exchange.theirs for each in found],
    )
    if not found[small:]:
        raise NotAnInterview(path, "nothing is asked that somebody answers")
    return Heard(who, tuple(found[small:]), small, language, digest[:_DIGITS])


@dataclass(frozen=True, slots=True)
class Debriefed:
    """The session that was made, its turns and its report."""

    session: Session
    turns: tuple[Turn, ...]
    report: Report


async def check_new(memory: Memory, path: Path, digest: str) -> None:
    """Raise `TakenInBefore` where there is a session of this transcript."""
    for session in await memory.store.sessions():
        if session.transcript == digest:
            raise TakenInBefore(path, session.id)


async def debrief(
    memory: Memory,
    knowledge: KnowledgeBase,
    found: Heard,
    path: Path,
    guides: Sequence[Path],
    models: Mapping[str, LanguageModel],
    *,
    unmasked: bool = False,
) -> Debriefed:
    """Judge what was answered, and keep it all as a session that is finished."""
    moment = now()
    points = points_for(found.questions, path.name)
    # The new questions are talking points, too, as long as the interview is judged.
    own = {point.id for point in knowledge.talking_points}
    knowing = knowledge.with_doubts([point for point in points if point.id not in own])
    judge = Judge(knowing, models, found.language, moment)
    verdicts = [await judge.take(*each) for each in zip(count(1), found.questions, points, strict=False)]
    minutes = _minutes([each for question in found.questions for each in question.exchanges])
    session = Session(
        id=new_session_id(await memory.store.ids(), moment),
        minutes=max(1.0, minutes),
        started_at=moment,
        updated_at=moment,
        unscored=sum(verdict.score is None for verdict in verdicts),
        unmasked=unmasked,
        **_of(found, knowledge, guides),
    )
    report = sum_up(session, judge.turns, knowing, minutes=minutes, ended=ENDED)
    session = session.model_copy(update={"score": report.overall})
    await put_transcript(memory.store, session, judge.turns)
    await memory.store.put_report(session.id, report)
    for number, (point, verdict) in enumerate(zip(points, verdicts, strict=True), start=1):
        # What is new stands in no guide that it could come back from.
        if point.id in own:
            practised = practice(session, f"q{number}", point, verdict, moment.astimezone(HERE))
            await memory.mastery.record(practised)
    return Debriefed(session, tuple(judge.turns), report)


def _of(found: Heard, knowledge: KnowledgeBase, guides: Sequence[Path]) -> dict[str, Any]:
    """What a session keeps of a transcript and the guides it was held against."""
    asked = len(found.questions)
    return {
        "mode": Mode.REAL,
        "guides": places_of(guides),
        "contents": contents_of(knowledge.library),
        "seed": 0,
        "status": SessionStatus.FINISHED,
        "planned": asked,
        "asked": asked,
        "answered": asked,
        "index_version": knowledge.version,
        "transcript": found.digest,
    }


def _minutes(everything: Sequence[Exchange]) -> float:
    """How long the interview took: by its times, else by how long speaking the words takes."""
    ends = [each.answers[-1].end for each in everything]
    starts = [each.start for each in everything]
    if all(end is not None for end in ends) and all(start is not None for start in starts):
        return (max(end or 0.0 for end in ends) - min(start or 0.0 for start in starts)) / 60
    words = sum(len(f"{each.around} {each.answer}".split()) for each in everything)
    return words / WORDS_PER_MINUTE
