"""A nudge that does not give the answer away."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from agents.interviewer.draft import Hand
from agents.interviewer.subjects import begins, subject
from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH
from knowledge.key_points.weights import PARTS
from knowledge.lines.labels import STAR, labels_of
from language.figures import values
from language.sentences import count_words
from language.terms import split, terms

_MOST_WORDS_IN_A_LABEL = 5
_MOST_OF_A_PART = 0.8


def hint(
    point: TalkingPoint,
    said: str,
    seed: object,
    *,
    number: int = 1,
    language: str = ENGLISH,
    aimed: str = "",
    heard: Collection[str] = (),
) -> str:
    """The hint `number`, from 1, towards what `point` holds and `said` has not touched.

    The first names how many points the guide has and what the weightiest untouched one is about: its label,
    its first noun, the part of the story that it belongs to. The second gives the words it begins with, each
    further one the same for the next point. Never a figure of a point. `aimed` is the id of the key point
    that a follow-up asks for, which is hinted at first; those of `heard` were said already.
    """
    hand = Hand(language)
    if point.kind is TalkingPointKind.CONTRADICTION:
        return hand.say("hint.contradiction")
    if not point.key_points:
        return hand.say("hint.no_answer")
    unsaid = [kp for kp in point.key_points if kp.id == aimed or not (kp.id in heard or _touched(kp, said))]
    unsaid.sort(key=lambda kp: (kp.id != aimed, -kp.weight))
    if not unsaid:
        return hand.say("hint.all_said")
    steps = list(dict.fromkeys(step for kp in unsaid for step in _steps(kp, point, hand, aimed)))
    if number > len(steps):
        return hand.say("hint.no_more")
    if number > 1 or aimed:
        return steps[number - 1]
    count = len(point.key_points)
    counted = hand.say("hint.one_point" if count == 1 else "hint.points", count=count)
    return f"{counted}{'' if language == 'zh' else ' '}{steps[0]}"


def _touched(key_point: KeyPoint, said: str) -> bool:
    told, words = set(terms(split(said))), set(terms(split(key_point.text)))
    return bool(words) and len(words & told) >= 0.5 * len(words)


def _steps(key_point: KeyPoint, point: TalkingPoint, hand: Hand, aimed: str) -> Iterator[str]:
    """What `key_point` is about, then how it begins."""
    label, text = _label_of(key_point.text)
    part = _part_of(key_point, point)
    roles = [each.role for each in labels_of(key_point.text, key_point.text) if each.role in STAR]
    if label and roles:
        # A part's own name is no subject: "a keyword for one of them: result".
        label, part = "", roles[0].value
    if set(terms(split(label))) <= set(terms(split(point.title))):
        # The question says it already.
        label = ""
    topic = label or subject(text, hand.language, besides=point.title)
    about = "hint.aimed" if key_point.id == aimed else "hint.about"
    if topic and not roles:
        yield hand.say(about, topic=hand.topic(topic))
    elif part:
        yield hand.say(f"hint.part.{part}")
    elif topic:
        yield hand.say(about, topic=hand.topic(topic))
    if words := begins(text, hand.language):
        yield hand.say("hint.begins", words=words)


def _label_of(text: str) -> tuple[str, str]:
    """A key point's label without a figure ("Triage"), "" where it has none, and the rest."""
    label, colon, rest = text.partition("：" if "：" in text else ": ")
    if colon and rest and count_words(label) <= _MOST_WORDS_IN_A_LABEL and not values(label):
        return label, rest
    return "", text


def _part_of(key_point: KeyPoint, point: TalkingPoint) -> str:
    """The part of the story of `point` that says `key_point`; "" where none does."""
    words = set(terms(split(key_point.text)))
    if point.star is None or not words:
        return ""
    told = {part: set(terms(split(getattr(point.star, part)))) for part in PARTS}
    part = max(told, key=lambda name: len(words & told[name]))
    return part if len(words & told[part]) >= _MOST_OF_A_PART * len(words) else ""
