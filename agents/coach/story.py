"""Which part of a story a key point tells: one of the guide's STAR parts, or what a prose one ends with."""

from __future__ import annotations

from collections.abc import Sequence

from agents.coach.heard import has_landed, in_doubt, is_missing
from domain.guide import KeyPoint, KeyPointOrigin, TalkingPoint, TalkingPointKind
from domain.verdict import KeyPointVerdict, Structure, Verdict
from knowledge.key_points.weights import end_of_story, is_lesson
from knowledge.lines.labels import STAR, Role, labels_of
from language.wording import plain


def is_story(point: TalkingPoint) -> bool:
    """Whether a talking point tells what once happened."""
    if point.kind is TalkingPointKind.STAR_STORY or point.star is not None:
        return True
    # A question's answer may be told in a story's parts as well.
    texts = [plain(key_point.text) for key_point in point.key_points]
    parts = {label.role for text in texts for label in labels_of(text, text) if label.role in STAR}
    return len(parts) >= _PARTS_OF_A_STORY


_PARTS_OF_A_STORY = 3


def part_of(key_point: KeyPoint, point: TalkingPoint) -> Role | None:
    """The part of the story `point` that `key_point` stands in; None where the guide names none."""
    text = plain(key_point.text)
    for label in labels_of(text, text):
        if label.role in STAR and label.rest:
            return label.role
    if point.star is None or key_point.origin is not KeyPointOrigin.STAR:
        return None
    own = _signs(text)
    return next((role for role in STAR if own and own in _signs(getattr(point.star, role.value))), None)


def without_what_landed(verdict: Verdict, point: TalkingPoint) -> Structure:
    """The structure of an answer, where no part is lacking of which a key point landed."""
    landed = {part_of(each.key_point, point) for each in verdict.key_points if has_landed(each)}
    if any(has_landed(each) for each in results(verdict, point)):
        landed.add(Role.RESULT)
    structure = verdict.structure
    lacking = tuple(part for part in structure.missing if part not in {role.value for role in landed if role})
    return structure.model_copy(update={"missing": lacking})


def results(verdict: Verdict, point: TalkingPoint) -> tuple[KeyPointVerdict, ...]:
    """What was found of the story's result; where the guide names no parts, of what it ends with."""
    if not is_story(point):
        return ()
    ends = ending([each.key_point for each in verdict.key_points], point)
    return tuple(verdict.key_points[at] for at in ends)


def ending(key_points: Sequence[KeyPoint], point: TalkingPoint) -> list[int]:
    """Which of the `key_points` of the story `point` tell how it ends; where it names no parts, the last."""
    parts = [part_of(each, point) for each in key_points]
    if not any(parts):
        texts = [each.text for each in key_points]
        ends = sorted(at for at in end_of_story(texts) if not is_lesson(texts[at]))
        return ends or [at for at in [len(texts) - 1] if texts]
    return [at for at, part in enumerate(parts) if part is Role.RESULT]


def result_first(
    found: list[KeyPointVerdict], verdict: Verdict, point: TalkingPoint
) -> list[KeyPointVerdict]:
    """`found`, gaps or doubts, with the result before all else where nothing of it landed.

    A result that is missing goes before one that is in doubt.
    """
    told = results(verdict, point)
    if any(has_landed(each) for each in told):
        return found
    open_ones = [each for each in told if is_missing(each)] or [each for each in told if in_doubt(each)]
    heaviest = max(open_ones, key=lambda each: each.key_point.weight, default=None)
    if heaviest is None or heaviest not in found:
        return found
    return [heaviest, *(each for each in found if each is not heaviest)]


def _signs(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
