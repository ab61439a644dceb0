"""Whose interview it is, and in which tone, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.display.front import Front
from app.display.labels import label, of_list, of_mode
from domain.interview import ENGLISH, Session, Turn
from domain.later import later
from domain.rounds import Part, Role, Round, Tone

if TYPE_CHECKING:
    from agents.interviewer import rounds as asking
    from knowledge.library import Library
else:
    asking = later("agents.interviewer.rounds")

ROUNDS = {
    Round.WHOLE: "a whole interview, by the guide's schedule where it has one",
    Round.RECRUITER: "recruiter: who you are, why here, on which terms",
    Round.HIRING_MANAGER: "hiring manager: what you have done, and whether you can do this job",
    Round.PEER: "peer: the work itself, in detail",
    Round.PANEL: "panel: several people, who take turns",
    Round.BAR_RAISER: "bar raiser: few stories, gone into deeply",
    Round.CODING: "coding: a task of your guide, written, run and handed in",
    Round.REVIEW: "code review: what is wrong with the code of your guide, and a better version",
    Round.DESIGN: "design: a system of your guide, drawn and gone into, stage by stage",
}
"""What there is to choose from before a session, which is told in English."""
TONES = {
    Tone.WARM: "warm",
    Tone.EVEN: "even",
    Tone.BRISK: "brisk",
    Tone.PRESSING: "pressing",
}


def tell_round(screen: Front, library: Library, held: Round) -> None:
    """A line where the guides have nothing for a part that makes `held` what it is, and what to do."""
    if parts := asking.lacking(library.talking_points, held):
        about = of_list([_about(part, screen.language) for part in parts], screen.language)
        screen.tell("round_lacks", about=about, round=of_round(held, screen.language))


def held_as(session: Session, language: str = ENGLISH) -> list[str]:
    """The round and the tone of a session where they were chosen: ["round: panel", "tone: warm"]."""
    told = []
    if session.round is not Round.WHOLE:
        told.append(label("in_round", language, round=of_round(session.round, language)))
    if session.tone is not Tone.EVEN:
        told.append(label("in_tone", language, tone=of_tone(session.tone, language)))
    return told


def mode_of(session: Session, language: str = ENGLISH) -> str:
    """How a session is held, in a line: "study mode · round: panel · tone: warm"."""
    return " · ".join([of_mode(session.mode, language), *held_as(session, language)])


def speaker(turn: Turn) -> str:
    """Who says what is said in `turn`, in the language of its question."""
    language = turn.question.language
    return label("interviewer", language) if turn.question.by is None else of_role(turn.question.by, language)


def of_role(role: Role, language: str) -> str:
    """What somebody in `role` is called, who has no name."""
    return label(f"by_{_key(role)}", language)


def of_round(held: Round, language: str = ENGLISH) -> str:
    """The name of a round in a sentence."""
    return label(f"round_{_key(held)}", language)


def of_tone(tone: Tone, language: str = ENGLISH) -> str:
    """The name of a tone in a sentence."""
    return label(f"tone_{tone.value}", language)


def _about(part: Part, language: str) -> str:
    return label(f"about_{part.name.lower()}", language)


def _key(named: Role | Round) -> str:
    return named.value.replace("-", "_")
