"""What is said of one guide: what was understood by kind, what was mended, what is in no talking point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from domain.guide import Guide, Repair, Source, TalkingPoint, TalkingPointKind
from knowledge.values import Unread
from language.wording import counted

KINDS = {
    TalkingPointKind.QUESTION_ANSWER: ("question with an answer", "questions with answers"),
    TalkingPointKind.UNANSWERED_QUESTION: ("question without an answer", "questions without an answer"),
    TalkingPointKind.STAR_STORY: ("story", "stories"),
    TalkingPointKind.PITCH: ("pitch", "pitches"),
    TalkingPointKind.FACT: ("fact", "facts"),
    TalkingPointKind.RED_FLAG: ("red flag", "red flags"),
    TalkingPointKind.WEAK_AREA: ("weak area", "weak areas"),
    TalkingPointKind.QUESTION_TO_ASK: ("question to ask them", "questions to ask them"),
    TalkingPointKind.CHECKLIST_ITEM: ("item of a checklist", "items of checklists"),
    TalkingPointKind.CODING_CHALLENGE: ("coding challenge", "coding challenges"),
    TalkingPointKind.SYSTEM_DESIGN: ("system design", "system designs"),
    TalkingPointKind.CODE_REVIEW: ("code review", "code reviews"),
    TalkingPointKind.REQUIREMENT: ("requirement", "requirements"),
    TalkingPointKind.RUBRIC_CRITERION: ("criterion", "criteria"),
    TalkingPointKind.SCHEDULE_ITEM: ("item of the schedule", "items of the schedule"),
    TalkingPointKind.STRENGTH: ("strength", "strengths"),
    TalkingPointKind.CONTRADICTION: ("contradiction", "contradictions"),
}
"""What one, and several, of a kind are called."""

READ_AS_CV = "read as a CV: its posts, degrees, skills and claims"


def in_order(points: Sequence[TalkingPoint]) -> list[TalkingPoint]:
    """`points` as they stand in their guide."""
    return sorted(points, key=lambda point: (point.source.first_line, point.kind.value))


def of_kinds(points: Sequence[TalkingPoint]) -> list[str]:
    """How many there are of each kind, in the kinds' order: "12 questions with answers"."""
    counts = Counter(point.kind for point in points)
    return [counted(counts[kind], *KINDS[kind]) for kind in TalkingPointKind if counts[kind]]


def lines(source: Source) -> str:
    """The lines of a place: "12" or "12–20"."""
    first, last = source.first_line, source.last_line
    return str(first) if first == last else f"{first}–{last}"


def repaired(repair: Repair) -> str:
    """What was mended."""
    return f"repaired: {repair.what}" + (f" ({repair.count} times)" if repair.count > 1 else "")


def in_no_talking_point(guide: Guide) -> str:
    """How many lines were not understood, "" for none."""
    if not guide.unparsed:
        return ""
    count = counted(len(guide.unparsed), "line")
    return f"{count} {'is' if len(guide.unparsed) == 1 else 'are'} in no talking point"


def in_other_languages(guide: Guide, unread: Sequence[Unread]) -> Iterator[str]:
    """Which of the lines that were not understood are in a language that is not read."""
    for missed in unread:
        if missed.guide == guide.name:
            for language, count in missed.languages.items():
                yield f"{counted(count, 'line')} in {language}, which the interviewer does not ask in"
