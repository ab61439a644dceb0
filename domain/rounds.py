"""Who interviews, and in which tone. Neither changes how an answer is judged."""

from __future__ import annotations

from enum import StrEnum


class Round(StrEnum):
    """Whose interview it is; `WHOLE` is an interview from opening to closing, by nobody in particular."""

    WHOLE = "whole"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    PEER = "peer"
    PANEL = "panel"
    BAR_RAISER = "bar-raiser"
    CODING = "coding"
    REVIEW = "review"
    DESIGN = "design"


class Tone(StrEnum):
    """How the interviewer speaks, from warm to pressing; `EVEN` is the tone where none is chosen."""

    WARM = "warm"
    EVEN = "even"
    BRISK = "brisk"
    PRESSING = "pressing"


class Role(StrEnum):
    """Who puts a question, where it is somebody in particular."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring-manager"
    COLLEAGUE = "colleague"
    SPECIALIST = "specialist"
    PERSONNEL = "personnel"
    BAR_RAISER = "bar-raiser"


class Part(StrEnum):
    """What a question is about, by which a round chooses what is asked."""

    OPENING = "opening"
    MOTIVE = "motive"
    """Why this job, why leave, strengths and weaknesses, where to in five years."""
    TERMS = "terms"
    """Salary, notice, the first day, the place and the hours."""
    STORY = "story"
    """Something that happened."""
    HABIT = "habit"
    """How somebody usually works, with others and under pressure."""
    REQUIREMENT = "requirement"
    """What the job asks for, as the guide lists it."""
    TECHNICAL = "technical"
    DESIGN = "design"
    CODING = "coding"
    """A task whose solution is written."""
    REVIEW = "review"
    """Code that is shown, and what is wrong with it."""
    WEAK_SPOT = "weak spot"
    THEIR_QUESTIONS = "your questions"
    CLOSING = "closing"
