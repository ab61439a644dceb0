"""What the coach hands over: advice on one answer, and the report on a session."""

from __future__ import annotations

from enum import StrEnum

from domain.guide import Source
from domain.values import Count, Frozen, Seconds, Share
from domain.verdict import Band, Provenance


class Words(StrEnum):
    """Whose words a sentence is in: the guide's, the candidate's, or the candidate's with a figure mended."""

    GUIDE = "guide"
    OWN = "own"
    MENDED = "mended"


class Cited(Frozen):
    """A sentence, the places in the guides it stands on, and whose words it is in."""

    text: str
    sources: tuple[Source, ...] = ()
    words: Words = Words.GUIDE


class Advice(Frozen):
    """The coach on one question.

    `landed` quotes the candidate, `put_right` what he took back; `unsure` are key points that may have been
    said, `missing` and `check` plain sentences; `say_first` is the opening of a better answer and
    `better_answer` the whole of it, both made of the candidate's own talking points.
    """

    opening: str
    landed: tuple[Cited, ...] = ()
    put_right: tuple[Cited, ...] = ()
    unsure: tuple[Cited, ...] = ()
    missing: tuple[Cited, ...] = ()
    check: tuple[Cited, ...] = ()
    delivery: str = ""
    say_first: Cited | None = None
    better_answer: tuple[Cited, ...] = ()
    provenance: Provenance

    @property
    def findings(self) -> tuple[tuple[str, tuple[Cited, ...]], ...]:
        """What there is to say about the answer: titles with their lines, as they are read."""
        return (
            ("Landed", self.landed),
            ("Put right", self.put_right),
            ("Not sure", self.unsure),
            ("Missing", self.missing),
            ("Check this", self.check),
        )


class Section(Frozen):
    """A part of the page for the day: what it is for, and its lines."""

    title: str
    rows: tuple[Cited, ...]


class CriterionResult(Frozen):
    """One criterion of the rubric: `weight` is its share (0 to 1); `value` None where nothing was scored."""

    name: str
    weight: Share
    value: Share | None
    half_width: Share = 0.0
    band: Band | None = None
    answers: Count = 0


class Drill(Frozen):
    """One thing to practise next, and the command that does it."""

    text: str
    command: str
    sources: tuple[Source, ...] = ()


class Report(Frozen):
    """What a session came to.

    `language` is that of the interview, in which the report is told. `unscored` gives a reason for each
    answer that could not be judged; `model` says what became of the language model's work, empty where none
    took part.
    """

    session_id: str
    minutes: Seconds
    asked: Count
    planned: Count
    answered: Count
    skipped: Count
    criteria: tuple[CriterionResult, ...] = ()
    overall: Share | None = None
    overall_half_width: Share = 0.0
    unscored: tuple[str, ...] = ()
    strengths: tuple[Cited, ...] = ()
    fix_first: tuple[Cited, ...] = ()
    delivery: tuple[str, ...] = ()
    drills: tuple[Drill, ...] = ()
    model: str = ""
    ended: str
    language: str = "en"
    provenance: Provenance
