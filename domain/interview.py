"""What happens in an interview: agenda, questions, what the candidate says, turns."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator, model_validator

from domain.guide import Source, Stated, TalkingPoint
from domain.objection import Objection
from domain.report import Advice
from domain.rounds import Role, Round, Tone
from domain.routes import Route, of_old_route
from domain.spoken import Spoken
from domain.values import Count, Frozen, Minutes, Moment, Seconds, Share
from domain.verdict import Provenance, Verdict
from domain.work import HandedIn, StageTime, WorkKind

ENGLISH = "en"


class Mode(StrEnum):
    """Study mode coaches after every question; real mode keeps all feedback for the end."""

    STUDY = "study"
    REAL = "real"


class Phase(StrEnum):
    """The stages of an interview, in the order a real one has them."""

    OPENING = "opening"
    STORY = "story"
    TECHNICAL = "technical"
    CODING = "coding"
    REVIEW = "review"
    DESIGN = "design"
    CONCERN = "concern"
    THEIR_QUESTIONS = "your questions"
    CLOSING = "closing"


class Cause(StrEnum):
    """Why a drill asks for something."""

    CHANGED = "changed"
    DUE = "due"
    WEAK = "weak"
    NEW = "new"
    AHEAD = "ahead"


class AgendaItem(Frozen):
    """A question still to come: which talking point, in which phase, how long, and why it was chosen.

    `cause` is the kind of reason that a drill has. `doubt` is the talking point itself where it is a
    contradiction: the session can go on with it although the guides have been mended meanwhile.
    `asked_as` are the schedule's own words for it, where the guide plans the question so. `by` is who asks
    it, None where it is nobody in particular. `work` is what is to be handed in, None where words answer.
    """

    talking_point_id: str
    phase: Phase
    seconds: int = Field(gt=0)
    reason: str
    cause: Cause | None = None
    doubt: TalkingPoint | None = None
    asked_as: Stated | None = None
    by: Role | None = None
    work: WorkKind | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_old_item(cls, value: Any) -> Any:
        # Sessions that were left open before an item said it: what is coded is handed in.
        if isinstance(value, dict) and "work" not in value and value.get("phase") == Phase.CODING:
            return {**value, "work": WorkKind.CODE}
        return value


class Agenda(Frozen):
    """The questions still to come, in order, and the session's time in minutes."""

    items: tuple[AgendaItem, ...]
    minutes: Minutes


class Question(Frozen):
    """A question as it was asked.

    `id` is unique in its session ("q3"). `lead` are the words that lead over to it, said once and no part of
    the question. `seconds` is the time a good answer takes. `sources` are the
    places in the guides the question stands on, and `language` the code of the language they are in. `by` is
    who asks, None where it is nobody in particular. `from_posting` says that a job posting asks it, and that
    the guides have nothing to answer it with. `work` is what is to be handed in, None where words alone
    answer; `shown` is code that is shown with it, line for line, "" for none, and `stages` are a design's.
    """

    id: str
    talking_point_id: str
    phase: Phase
    text: str
    lead: str = ""
    seconds: int = Field(gt=0)
    reason: str
    sources: tuple[Source, ...]
    provenance: Provenance
    language: str = Field(default=ENGLISH, pattern=r"^[a-z]{2,3}$")
    by: Role | None = None
    from_posting: bool = False
    work: WorkKind | None = None
    shown: str = ""
    stages: tuple[StageTime, ...] = ()

    @property
    def spoken(self) -> str:
        """The question as it is said, led in by what came before it."""
        return f"{self.lead} {self.text}".strip()


class FollowUp(Frozen):
    """A question that digs on the same talking point.

    `aim` is the id of the key point it tries to draw out ("" where it aims at a figure or at the answer
    as a whole); `why` is the reason, for the transcript and never shown before the answer. `lead` are the
    words before it that the interviewer's tone puts there, and `most` is how many its question may have.
    """

    text: str
    lead: str = ""
    aim: str = ""
    why: str
    sources: tuple[Source, ...]
    provenance: Provenance
    most: int = Field(default=2, ge=1)

    @property
    def spoken(self) -> str:
        """The follow-up as it is said."""
        return f"{self.lead} {self.text}".strip()


class MessageKind(StrEnum):
    """What the interface says a message is. The candidate's own words never decide it."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    REPEAT = "repeat"
    HINT = "hint"
    SKIP = "skip"
    STOP = "stop"
    BACK = "back"
    """To answer the question before once more."""
    ASK = "ask"
    """A question about a task, before or while it is worked on."""
    ALOUD = "aloud"
    """What is said while one works."""


IN_OWN_WORDS = frozenset({MessageKind.ANSWER, MessageKind.ASK, MessageKind.ALOUD})
"""What the candidate says in words that stand for themselves, and that take their own time to say."""


class CandidateMessage(Frozen):
    """What came from the candidate. `seconds` is the time taken to answer, None where it is not known.

    `words` are those in which something other than an answer was asked for, "" where a command did. `aside`
    is what was said before in the same turn and is no part of the answer: that a moment is needed, or what
    was taken back to start again. `spoken` is how it was said, None where it was typed; `seconds` are then
    those of the speaking. `work` is what was handed in with it.
    """

    kind: MessageKind = MessageKind.ANSWER
    text: str = ""
    at: Moment
    seconds: Seconds | None = None
    words: str = ""
    aside: tuple[str, ...] = ()
    spoken: Spoken | None = None
    work: HandedIn | None = None


class TurnKind(StrEnum):
    """What the interviewer said to open a turn."""

    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    REPLY = "reply"


class Turn(Frozen):
    """One exchange: what was asked, what came back, and what was made of it.

    `number` counts from 1 over the whole session. A turn is written to the transcript step by step, so
    the later fields are None until they happened. `route` is why the graph went where it did next.
    `objections` are what the candidate held against the verdict, oldest first; it is the one after them.
    """

    number: int = Field(ge=1, le=1_000_000)
    kind: TurnKind
    question: Question
    said: str
    follow_up: FollowUp | None = None
    asked_at: Moment
    message: CandidateMessage | None = None
    verdict: Verdict | None = None
    advice: Advice | None = None
    route: Route | None = None
    objections: tuple[Objection, ...] = ()

    @field_validator("route", mode="before")
    @classmethod
    def _of_old_route(cls, value: Any) -> Any:
        return of_old_route(value) if isinstance(value, str) else value


class SessionStatus(StrEnum):
    """Where a session stands."""

    OPEN = "open"
    FINISHED = "finished"


class Choice(Frozen):
    """What a drill was asked to be about, besides its kind.

    `ahead` asks for what is not due yet, too; `topic` are words, "" for any; `guide` is the name of one of
    the guides, "" for all.
    """

    ahead: bool = False
    topic: str = ""
    guide: str = ""


class Session(Frozen):
    """One interview as a whole, without its turns.

    `asked` and `answered` count questions, not follow-ups. `score` is the mean of the scored questions, 0 to
    1, None while nothing is scored. `drill` says what a drill is about, empty for an interview, and `choice`
    what of that was asked for.
    `unmasked` says that for some part of it masking of personal data was switched off. `imported` says that
    it came out of a file: `guides` are names then, and nothing at these places is opened. `contents` is a
    digest of each guide by its name, by which it is known again elsewhere. `transcript` is the digest of the
    transcript of a real interview that the session was taken from, "" for one held here. `round` is whose
    interview it is, and `tone` how they speak; no score depends on either. `task` is the talking point
    that the session is held over alone, "" where it chooses. `simulated` says that a simulated candidate
    answered: it is no interview of anybody's.
    """

    id: str
    mode: Mode
    guides: tuple[str, ...]
    minutes: Minutes
    seed: int
    started_at: Moment
    updated_at: Moment
    status: SessionStatus = SessionStatus.OPEN
    planned: Count = 0
    asked: Count = 0
    answered: Count = 0
    unscored: Count = 0
    score: Share | None = None
    index_version: str = ""
    forked_from: str = ""
    drill: str = ""
    choice: Choice = Field(default_factory=Choice)
    unmasked: bool = False
    imported: bool = False
    contents: Mapping[str, str] = Field(default_factory=dict)
    transcript: str = ""
    round: Round = Round.WHOLE
    tone: Tone = Tone.EVEN
    task: str = ""
    simulated: bool = False
