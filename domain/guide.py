"""What a prep guide holds: talking points, their key points, and where each stands."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from domain.values import Frozen


class TalkingPointKind(StrEnum):
    """The kinds of talking point; the values are the names that `interview talking-points --json` prints."""

    QUESTION_ANSWER = "question_answer"
    UNANSWERED_QUESTION = "unanswered_question"
    STAR_STORY = "star_story"
    PITCH = "pitch"
    FACT = "fact"
    RED_FLAG = "red_flag"
    WEAK_AREA = "weak_area"
    QUESTION_TO_ASK = "question_to_ask"
    CHECKLIST_ITEM = "checklist_item"
    CODING_CHALLENGE = "coding_challenge"
    SYSTEM_DESIGN = "system_design"
    CODE_REVIEW = "code_review"
    REQUIREMENT = "requirement"
    RUBRIC_CRITERION = "rubric_criterion"
    SCHEDULE_ITEM = "schedule_item"
    STRENGTH = "strength"
    CONTRADICTION = "contradiction"
    """What two places tell differently, found by comparing them; it stands in no guide as such."""


KINDS_IN_GUIDES = tuple(kind for kind in TalkingPointKind if kind is not TalkingPointKind.CONTRADICTION)
"""The kinds that a guide itself can hold."""


class Source(Frozen):
    """A place in a guide.

    `guide` is the file's name relative to the folder that was read. Lines are 1-based and inclusive,
    counted in the file as it arrived (after newlines were unified), so an editor opens the right place.
    """

    guide: str
    first_line: int = Field(ge=1)
    last_line: int = Field(ge=1)
    heading_path: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.first_line == self.last_line:
            return f"{self.guide}:{self.first_line}"
        return f"{self.guide}:{self.first_line}\N{EN DASH}{self.last_line}"


class Stated(Frozen):
    """Words of a guide and where they stand; `quote` is a sentence of the guide, emphasis marks left out."""

    quote: str
    source: Source


class KeyPointOrigin(StrEnum):
    """The part of a talking point that a key point was made from."""

    ANSWER = "answer"
    FIGURE = "figure"
    STAR = "star"
    WHAT_THEY_WANT = "what_they_want"
    WHY_IT_WORKS = "why_it_works"


TO_BE_SAID = frozenset({KeyPointOrigin.ANSWER, KeyPointOrigin.FIGURE, KeyPointOrigin.STAR})
"""What an answer says itself; the other parts tell what the question is after, or why the answer works."""


class KeyPoint(Frozen):
    """One thing a strong answer says.

    `weight` is relative within its talking point (above 0, at most 1; the weightiest has 1).
    """

    id: str
    text: str
    weight: float = Field(gt=0, le=1)
    origin: KeyPointOrigin
    source: Source


class StarParts(Frozen):
    """The four parts of a STAR story; an empty string where the guide has none."""

    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""


class TalkingPoint(Frozen):
    """One typed thing a guide says.

    `id` is made from kind, title and text, never from the file's name or line, so that renaming or
    moving a talking point keeps what is remembered about it. `title` is the question as the guide words
    it, the story's name, the red flag itself. `text` is what the guide would have the candidate say
    (empty for an unanswered question). `spoken_seconds` is the time the guide gives, as (least, most).
    `say_instead` is the better wording that a red flag offers. `weight_percent` belongs to rubric
    criteria, `minutes` (start, end) to schedule items, `stated` (what each place says) to contradictions.
    `language` is the code of the language of what a posting asks; "" of what stands in a guide, which has its
    own.
    """

    id: str
    kind: TalkingPointKind
    title: str
    text: str = ""
    source: Source
    key_points: tuple[KeyPoint, ...] = ()
    spoken_seconds: tuple[int, int] | None = None
    what_they_want: str = ""
    why_it_works: str = ""
    follow_up_hooks: tuple[str, ...] = ()
    star: StarParts | None = None
    say_instead: str = ""
    weight_percent: float | None = None
    minutes: tuple[float, float] | None = None
    stated: tuple[Stated, ...] = ()
    language: str = ""


class Repair(Frozen):
    """Something that reading mended or could not mend, told to the candidate in a sentence."""

    what: str
    count: int = 1


class Guide(Frozen):
    """One prep document as it was understood.

    `lines` counts the file's lines; `unparsed` are the 1-based lines with text that ended up in no
    talking point. `digest` is the sha256 of the file's bytes, in hex. `cv` says that it is a CV.
    """

    name: str
    digest: str
    lines: int
    title: str = ""
    talking_points: tuple[TalkingPoint, ...] = ()
    unparsed: tuple[int, ...] = ()
    repairs: tuple[Repair, ...] = ()
    cv: bool = False


class Passage(Frozen):
    """A piece of a guide that a search found.

    `score` is the fused relevance, 0 to 1; `dense` (cosine, -1 to 1) and `lexical` (BM25, 0 upwards) are
    the figures it was fused from, None where that side did not rank the passage.
    """

    talking_point_id: str
    kind: TalkingPointKind
    text: str
    source: Source
    score: float
    dense: float | None = None
    lexical: float | None = None
