"""What the evaluator found in an answer, and the score that follows from it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from domain.guide import KeyPoint, Source
from domain.refinement import Outcome, Refinement, of_old_note
from domain.scoring import Because, PartKind, of_old_part
from domain.unscored import Unscored
from domain.values import Count, Frozen, Seconds
from domain.work import Work, WorkPart

DRAFT = "draft"
"""Who made what no language model had a part in."""


class Provenance(Frozen):
    """Where a generated thing came from.

    `prompt` is "name@version", empty for a draft; `model` is the model's name or "draft"; `refinement` is
    what became of a model's work, where it was not simply used.
    """

    agent: str
    model: str = DRAFT
    prompt: str = ""
    index_version: str = ""
    refinement: Refinement | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_old_note(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("note"), str):
            return value
        kept = {name: field for name, field in value.items() if name != "note"}
        return {"refinement": of_old_note(value["note"]), **kept}

    @property
    def outcome(self) -> Outcome | None:
        """What became of a model's work, None where there was none."""
        if self.refinement is not None:
            return self.refinement.outcome
        return Outcome.ACCEPTED if self.model != DRAFT else None


class Label(StrEnum):
    """What became of one key point."""

    COVERED = "covered"
    PARTLY = "partly"
    UNSURE = "unsure"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


class Evidence(Frozen):
    """Words the candidate really said: `quote` is exactly `answer[start:end]`."""

    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @property
    def quotations(self) -> tuple[str, ...]:
        """The words turn by turn: what was said over two turns is two quotations."""
        return tuple(words for line in self.quote.splitlines() if (words := " ".join(line.split())))


class Surely(Frozen):
    """How probable each thing is that an answer may do with a key point; they add up to 1."""

    covered: float = Field(ge=0, le=1)
    partly: float = Field(ge=0, le=1)
    absent: float = Field(ge=0, le=1)
    denied: float = Field(ge=0, le=1)


class KeyPointVerdict(Frozen):
    """One key point held against the answer; `credit` is 0 to 1, `evidence` None where nothing was said.

    `surely` is what the encoder found, None where words alone were compared.
    """

    key_point: KeyPoint
    label: Label
    credit: float = Field(ge=0, le=1)
    evidence: Evidence | None = None
    surely: Surely | None = None


class FigureLabel(StrEnum):
    """How a figure that was said compares with the guides."""

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"
    UNKNOWN = "unknown"

    @property
    def agrees(self) -> bool:
        """Whether the guides bear the figure out."""
        return self in (FigureLabel.RIGHT, FigureLabel.CLOSE)


class FigureVerdict(Frozen):
    """A figure in the answer: what was said, what the guide has (empty where it has none), and where."""

    label: FigureLabel
    said: Evidence
    expected: str = ""
    about: str = ""
    source: Source | None = None


class RedFlagHit(Frozen):
    """Something the guides say not to say, said."""

    evidence: Evidence
    red_flag: str
    say_instead: str = ""
    source: Source


class FlagKind(StrEnum):
    """Things worth telling that are not key points."""

    EMPTY = "empty"
    DONT_KNOW = "dont_know"
    QUESTION_COPIED = "question_copied"
    KEYWORD_SOUP = "keyword_soup"
    OFF_TOPIC = "off_topic"
    OTHER_ANSWER = "other_answer"
    INSTRUCTION = "instruction"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    NEW_CLAIM = "new_claim"
    CONTRADICTS_GUIDE = "contradicts_guide"
    DISOWNED = "disowned"
    REPORTED = "reported"
    WISHED = "wished"
    ASKED = "asked"
    CONTRADICTS_SELF = "contradicts_self"
    HEDGING = "hedging"
    FILLERS = "fillers"
    WE_WITHOUT_I = "we_without_i"
    STRUCTURE = "structure"
    JUDGES_DISAGREE = "judges_disagree"


NOTHING_SAID = frozenset({FlagKind.EMPTY, FlagKind.DONT_KNOW})
"""The flags of an answer in which nothing was said."""


class Flag(Frozen):
    """A flag: what it is, a plain sentence for the candidate, and the words and place it rests on.

    `against` is what the words are held against where that is a text: an earlier answer, a line of the guide.
    """

    kind: FlagKind
    message: str
    evidence: Evidence | None = None
    source: Source | None = None
    against: str = ""


class Structure(Frozen):
    """How the answer is built: the parts its form asks for, those found and those not.

    `form` is "star", "technical", "pitch", "design" or "" where no form applies.
    """

    form: str = ""
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


WORDS_PER_MINUTE = 150
"""The speaking rate everything is estimated with: the usual one of prepared English speech is 130 to 170."""


class Delivery(Frozen):
    """How it was said. `seconds` is what speaking these words takes at `words_per_minute`: an estimate."""

    words: Count
    seconds: Seconds
    words_per_minute: Count
    expected_seconds: tuple[Count, Count] | None = None
    fillers: Count = 0
    hedges: Count = 0
    first_person_singular: Count = 0
    first_person_plural: Count = 0


class Band(StrEnum):
    """The words for a score."""

    STRONG = "Strong"
    SOLID = "Solid"
    DEVELOPING = "Developing"
    WEAK = "Weak"

    @classmethod
    def of(cls, score: float) -> Band:
        """The word for a score or a mean of scores, 0 to 1."""
        # Rounded first: 0.7999999 is shown as 80 and must not be called less.
        return next(band for band, least in LEAST.items() if round(score, 4) >= least)


LEAST = {Band.STRONG: 0.8, Band.SOLID: 0.6, Band.DEVELOPING: 0.35, Band.WEAK: 0.0}
"""The least score of each band. docs/scoring.md tells how they were chosen."""


class ScorePart(Frozen):
    """One term of the arithmetic: `value` 0 to 1, `weight` its share of the whole (shares add up to 1).

    `told` is its name in a session from before the kinds, where it is none that is known.
    """

    kind: PartKind | WorkPart
    value: float = Field(ge=0, le=1)
    weight: float = Field(ge=0, le=1)
    why: tuple[Because, ...] = ()
    told: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_old_part(cls, value: Any) -> Any:
        return of_old_part(value)


class Score(Frozen):
    """Coverage of the candidate's talking points, 0 to 1, with the interval it is good for.

    `low` and `high` bound an interval that held for 80 % of the answers people graded.
    """

    value: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    band: Band
    parts: tuple[ScorePart, ...] = ()


class Verdict(Frozen):
    """What the evaluator found.

    `calibration` names the version of the figures the score was made with, `encoder` the model that read the
    key points with its checksum, "" where words alone were compared. `work` is what was found of work
    that was handed in, None where words alone were asked for.
    """

    outcome: Score | Unscored
    key_points: tuple[KeyPointVerdict, ...] = ()
    figures: tuple[FigureVerdict, ...] = ()
    red_flags: tuple[RedFlagHit, ...] = ()
    flags: tuple[Flag, ...] = ()
    structure: Structure = Field(default_factory=Structure)
    delivery: Delivery | None = None
    calibration: str = ""
    encoder: str = ""
    work: Work | None = None
    provenance: Provenance

    @property
    def score(self) -> Score | None:
        """The score, or None where the answer is unscored."""
        return self.outcome if isinstance(self.outcome, Score) else None

    def labelled(self, *labels: Label) -> tuple[KeyPointVerdict, ...]:
        """The key points with one of `labels`, weightiest first (ties in the guide's order)."""
        chosen = [found for found in self.key_points if found.label in labels]
        return tuple(sorted(chosen, key=lambda found: -found.key_point.weight))
