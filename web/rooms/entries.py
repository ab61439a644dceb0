"""What stands in a room's thread, in its order: typed, for every tab to render."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.practice.practising import Went
from domain.interview import Agenda, Question, Session, Turn
from domain.report import Advice, Report
from domain.spoken import Spoken
from domain.verdict import Verdict
from domain.work import HandedIn, Work


@dataclass(frozen=True, slots=True)
class Head:
    """A line of the head: what it is about, and what there is to know."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be asked."""

    agenda: Agenda
    language: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is no part of the interview."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the interviewer said; `position` counts questions from 1, `follow_ups` those of this question."""

    turn: Turn
    position: int
    planned: int
    follow_ups: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the candidate said; `spoken` is how, None where it was typed.

    `recordings` are the addresses at which it is heard again. `work` is what was handed in with it.
    """

    text: str
    spoken: Spoken | None = None
    recordings: Sequence[str] = ()
    work: HandedIn | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """The coach on a question, as far as it stands while a model words the better answer."""

    verdict: Verdict
    advice: Advice
    language: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The coach on a question; `answer` is all that was said to it, as the evaluator read it."""

    turn: Turn
    answer: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The arithmetic of a score."""

    verdict: Verdict
    advice: Advice | None
    language: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that was skipped, whose answer stands in the guide."""

    question: Question


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """That time is running short: `minutes` left of those `planned`; 0 when it is nearly over."""

    minutes: int
    planned: float
    language: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The report at the end; `spoken` are the deliveries of the answers that were spoken."""

    report: Report
    session: Session
    spoken: Sequence[Spoken] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of work that was tried, and not handed in."""

    work: Work
    language: str


@dataclass(frozen=True, slots=True)
class Drilled:
    """How each question of a drill went; `nothing` says why there was none, "" where there was."""

    went: Sequence[Went]
    nothing: str
    language: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two attempts at one question, the one before and the one now."""

    before: Turn
    now: Turn


Entry: TypeAlias = (
    Head
    | Planned
    | Notice
    | Asked
    | Said
    | Begun
    | Judged
    | Explained
    | LeftOut
    | TimeLeft
    | Reported
    | Tried
    | Drilled
    | Beside
)


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that are not final yet; `who` is the agent, and no text is that it thinks."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Working:
    """Nothing is waited for from the candidate: something is being worked on."""


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer to `turn` is waited for, since the room's clock stood at `since` seconds."""

    turn: Turn
    since: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The feedback is being read; going on is waited for."""


@dataclass(frozen=True, slots=True)
class Agreeing:
    """A yes or no to `question` is waited for."""

    question: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A line to `question` is waited for; none is an answer, too."""

    question: str


@dataclass(frozen=True, slots=True)
class Over:
    """The room is closed: `why` in a sentence, "" where the session came to its end.

    `elsewhere` is whether another window has the session, from which it can be taken.
    """

    why: str = ""
    elsewhere: bool = False


Waiting: TypeAlias = Working | Answering | Reading | Agreeing | Telling | Over
