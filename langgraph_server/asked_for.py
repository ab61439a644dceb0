"""What a client sends, understood: an interview that is wanted, a drill, something that was said."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from agents.interviewer.drilling import WARM_UP
from app.bootstrap.guides import check_askable, check_round
from app.bootstrap.memory import Memory
from app.choices import DrillName, ModeName
from app.guides.shelf import Opened
from app.practice.practising import new_drill
from app.session.beginning import new_session
from app.settings import Settings
from domain.interview import CandidateMessage, Choice, Session
from domain.rounds import Round, Tone
from domain.shown import shown, shown_in_a_line
from domain.values import Frozen
from langgraph_server.errors import NoMessage, NoSuchInput

Wanted = TypeVar("Wanted", bound=BaseModel)


class InterviewWanted(Frozen):
    """The input that begins an interview; all of it may be left out."""

    minutes: float = Field(default=45.0, ge=1, le=240, description="How long it lasts.")
    mode: ModeName = Field(
        default="study", description="study: feedback after every question; real: at the end."
    )
    round: Round | None = Field(default=None, description="Whose interview it is.")
    tone: Tone | None = Field(default=None, description="How they speak; never scored.")
    person: str = Field(default="", description="Whose guides, where they are several people's.")
    seed: int | None = Field(default=None, description="The same seed asks the same questions.")

    async def session(self, memory: Memory, opened: Opened, settings: Settings) -> Session:
        """A session like that. Raises `NoGuides` where there is nothing to ask."""
        held, tone = self.round or settings.round, self.tone or settings.tone
        check_askable(opened.library, held)
        check_round(opened.library, held)
        where, knowledge = opened.chosen.where, opened.knowledge
        return await new_session(memory, where, self.minutes, self.mode, self.seed, knowledge, held, tone)


class DrillWanted(Frozen):
    """The input that begins a drill; all of it may be left out."""

    kind: DrillName | str = Field(
        default="questions",
        pattern="^(questions|facts|red-flags|pitch|warm-up)$",
        description="questions, facts, red-flags, pitch, or warm-up: five minutes on the weakest.",
    )
    limit: int = Field(default=5, ge=1, le=100, description="How many questions at most.")
    topic: str = Field(default="", description="Only what is about this.")
    guide: str = Field(default="", description="Only what this guide has.")
    ahead: bool = Field(default=False, description="What is not due yet, too.")
    person: str = Field(default="", description="Whose guides, where they are several people's.")

    async def session(self, memory: Memory, opened: Opened, settings: Settings) -> Session:
        """A drill like that. Raises `NothingAbout` where there is nothing of it."""
        del settings
        warms_up = self.kind == WARM_UP
        choice = Choice() if warms_up else Choice(ahead=self.ahead, topic=self.topic, guide=self.guide)
        limit = 0 if warms_up else self.limit
        where, knowledge = opened.chosen.where, opened.knowledge
        return await new_drill(memory, where, knowledge, kind=self.kind, limit=limit, choice=choice)


def wanted(given: Any, drill: bool) -> InterviewWanted | DrillWanted:
    """What the input of a run asks for. Raises `NoSuchInput`."""
    kind: type[InterviewWanted | DrillWanted] = DrillWanted if drill else InterviewWanted
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise NoSuchInput(_told(error)) from error


def message(given: Any, now: datetime) -> CandidateMessage:
    """What was said: the words alone, or a message, at `now` where it does not say when.

    Raises `NoMessage`.
    """
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict):
        raise NoMessage(f"{type(given).__name__} is neither")
    try:
        said = CandidateMessage.model_validate({"at": now, **given})
    except ValidationError as error:
        raise NoMessage(_told(error)) from error
    return said.model_copy(update={"text": shown(said.text).strip()})


def _told(error: ValidationError) -> str:
    told = [f"{'.'.join(map(str, each['loc'])) or 'it'}: {each['msg']}" for each in error.errors()]
    return shown_in_a_line("; ".join(told))
