"""A better answer, made of the candidate's own talking points."""

from __future__ import annotations

import re

from domain.guide import KeyPointOrigin, TalkingPoint
from domain.report import Cited
from domain.verdict import WORDS_PER_MINUTE, Label, Verdict
from language.wording import plain, shorten, upper_first

_FIRST_WORDS = 220
_PART_NAME = re.compile(r"^(?:situation|task|actions?|results?|outcome):\s+(?=\S)", re.IGNORECASE)
# Words that point back at something that was not said yet, or only go on a list.
_NO_OPENING = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|and|but|so|then|first|second|third|also|next|since then"
    r"|can|could|will|would|should|may|must|is|are|was|were|has|have|had)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^:.]{3,40}:\s")
_CLAUSE = re.compile(
    r"\b(?:i|i'm|i've|i'd|we|my|our|you|is|are|was|were|has|have|had|can|will|would|took|takes)\b",
    re.IGNORECASE,
)
_IRREGULAR = (
    "began|brought|built|chose|cut|did|drew|drove|fed|found|gave|got|grew|held|kept|laid|led|left|made|met|put|ran|"
    "read|rebuilt|rewrote|sent|set|shrank|split|spent|spoke|taught|took|won|wrote"
)
VERB_FIRST = re.compile(rf"^(?:[a-z]+ed|{_IRREGULAR})\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"^\w+ (?:it|them|this|that)\b", re.IGNORECASE)
_FEWEST_WORDS = 5
_SPOKEN = frozenset({KeyPointOrigin.ANSWER, KeyPointOrigin.FIGURE, KeyPointOrigin.STAR})


def better_answer(point: TalkingPoint, verdict: Verdict, seconds: int) -> tuple[Cited, ...]:
    """The guide's own sentences in the guide's order, as many as `seconds` of speech hold.

    Where they do not all fit, the weightiest stay, and of these the ones the answer lacked first. Every
    sentence is the guide's, word for word, with its line.
    """
    spoken = [kp for kp in point.key_points if kp.origin in _SPOKEN]
    room = max(seconds, 20) * WORDS_PER_MINUTE / 60 * 1.15
    labels = {judged.key_point.id: judged.label for judged in verdict.key_points}
    by_need = sorted(
        spoken, key=lambda kp: (-kp.weight, labels.get(kp.id) in (Label.COVERED, None), spoken.index(kp))
    )
    kept: set[str] = set()
    for key_point in by_need:
        words = len(key_point.text.split())
        if words <= room or not kept:
            kept.add(key_point.id)
            room -= words
    return tuple(Cited(text=_sentence(kp.text), sources=(kp.source,)) for kp in spoken if kp.id in kept)


def say_first(point: TalkingPoint, verdict: Verdict) -> Cited | None:
    """The one thing to open with next time: the weightiest thing that was missing, in the guide's words.

    Of the things missing a whole sentence goes before a note ("Rollout: 1% traffic"), if it weighs half.
    """
    wanted = verdict.labelled(Label.CONTRADICTED, Label.MISSING, Label.UNSURE, Label.PARTLY)
    spoken = [judged.key_point for judged in wanted if judged.key_point.origin in _SPOKEN]
    if not spoken and not verdict.key_points:
        spoken = [key_point for key_point in point.key_points if key_point.origin in _SPOKEN][:1]
    if not spoken:
        return None
    heavy = [key_point for key_point in spoken if key_point.weight >= spoken[0].weight / 2]
    key_point = next((each for each in heavy if _can_open(each.text)), spoken[0])
    return Cited(text=shorten(_sentence(key_point.text), _FIRST_WORDS), sources=(key_point.source,))


def _can_open(text: str) -> bool:
    said = _PART_NAME.sub("", plain(text))
    if len(said.split()) < _FEWEST_WORDS or _NO_OPENING.match(said) or _LABEL.match(said):
        return False
    if VERB_FIRST.match(said):
        return not _POINTS_BACK.match(said)
    return bool(_CLAUSE.search(said.replace("’", "'")))


def _sentence(text: str) -> str:
    text = upper_first(_PART_NAME.sub("", plain(text)))
    return text if text.endswith(("?", "!", "…")) else f"{text}."
