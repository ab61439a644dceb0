"""Which of the candidate's talking points an answer is about: the one asked for, another, or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_words.alignment import Vocabulary, recall
from agents.evaluator.compared import Compared
from agents.evaluator.comparison import compare
from agents.evaluator.hearing.integrity import Integrity
from agents.evaluator.material import Material
from agents.evaluator.scoring import arithmetic
from agents.evaluator.scoring.calibration import calibration
from agents.similarity import Similarity
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import Flag, FlagKind, Label, Surely
from knowledge.entailment.model import Entailed, Entailment
from language.text import Text, read
from language.words import FIRST_SINGULAR

_OFF_TOPIC, _NOTHING_OF_IT = 0.35, 0.05
# A short answer that says "it" or "that" of what was asked is weak, not off the subject.
_POINTING_BACK = frozenset("it it's its that's this".split())
_SHORT = 15
# From this share of its words on another talking point is the one that was answered.
_FITS = 0.35
# By how much more of it another story has to be told to be the one that was meant.
_CLEARLY_MORE = 0.15
_SOME_OF_IT, _TIMES_AS_MUCH = 0.1, 2
# Fewer words of content say nothing about their subject.
_FEWEST_WORDS = 6
# Another question was answered where so much of it was told, and so many times what was of its own; where a
# key point of the own one seems told, or this much of all, nobody looks.
_MUCH_OF_IT, _TIMES_ITS_OWN = 0.35, 2
_ONE_TOLD, _OWN_TOLD = 0.8, 0.35
# Of the other talking points, the nearest first, no more are read: of answers that told all of another it was
# the first each time, of stories and pitches told in part one of the first three, and rows of the encoder for
# each cost a weak answer more than all the rest.
_MOST_READ = 4
_HALF_TOLD = 0.5
# In other languages words tell: so many key points in part, one of them whole.
_SEVERAL = 2
# Whatever is found of the own one, another question was answered where so many of its words, so large a share
# of them, and so many times the own one's were said; a larger share where the own one seems told.
_MOSTLY = 0.6
"""A short answer has this share of its words from another question's, where it is the answer to that."""
_SHARED, _FAR_BETTER, _EVEN_IF_TOLD, _TIMES = 3, 0.2, 0.35, 3
_SAID = frozenset({Label.COVERED, Label.PARTLY})
_ASKED_FOR = frozenset({TalkingPointKind.QUESTION_ANSWER, TalkingPointKind.STAR_STORY})
_ANY_WOULD_DO = frozenset(
    {(Phase.STORY, TalkingPointKind.STAR_STORY), (Phase.OPENING, TalkingPointKind.PITCH)}
)
"""Where one of the candidate's own may stand for another, unless the question names which."""


def best_match(
    heard: Text,
    question: Question,
    point: TalkingPoint,
    material: Material,
    similarity: Similarity | None,
    entailment: Entailment | None,
) -> Compared:
    """The answer held against its talking point or, where any story or pitch would do, the one it tells."""
    own = compare(heard, question, point, similarity, entailment)
    if not _is_clearly_more(1.0, own.coverage):
        # However much of another was told, it is not clearly more.
        return own
    others = [
        compare(heard, question, other, similarity, entailment)
        for other in _would_do_as_well(question, point, material)[:_MOST_READ]
    ]
    best = max(others, key=lambda other: other.coverage, default=own)
    if own.foreign and best.measured.figures["key_points"] < _FITS:
        # A few words in common are chance where other words may have told all of it.
        return own
    return best if _is_clearly_more(best.coverage, own.coverage) else own


def _is_clearly_more(other: float, own: float) -> bool:
    """Whether another story or pitch was told more of; of long ones it may be little."""
    return other - own > _CLEARLY_MORE or (other >= _SOME_OF_IT and other > _TIMES_AS_MUCH * own)


def _would_do_as_well(question: Question, point: TalkingPoint, material: Material) -> list[TalkingPoint]:
    """The candidate's other stories or pitches, unless the question asks for this one by its name."""
    named = set(read(point.title).stems) <= set(read(question.text).stems)
    if named or (question.phase, point.kind) not in _ANY_WOULD_DO:
        return []
    return [other for other in material.other_points if other.kind is point.kind and other.key_points]


def belongs_elsewhere(
    integrity: Integrity,
    compared: Compared,
    question: Question,
    point: TalkingPoint,
    material: Material,
    entailment: Entailment | None = None,
) -> Flag | None:
    """An answer that fits another talking point better, or none at all."""
    heard, taken, phase = integrity.heard, compared.point, question.phase
    if taken.id != point.id and phase is Phase.OPENING:
        # Whichever of my pitches introduces me, it answers who I am.
        return None
    if taken.id != point.id:
        message = f'You told "{taken.title}" here; it was held against that story.'
        return Flag(kind=FlagKind.OTHER_ANSWER, message=message, source=taken.source)
    if integrity.ceiling < 1:
        return None
    if (short := _in_a_few_words_of_another(heard, question, compared, material)) is not None:
        return _answers(short)
    if len(heard.content) < _FEWEST_WORDS:
        return None
    told = (
        _told_instead(heard, compared, phase, material, entailment)
        or _worded_instead(heard, question, compared, material)
        or _in_words_of_another(heard, compared, material)
    )
    if told is None and _is_relevant(compared):
        return None
    other = told or _fitting_better(heard, material)
    as_much = other is not None and _is_told_as_much(heard, compared.point, other)
    in_own_words = as_much and (told is None or _share_said(heard, compared.point) > _FITS)
    if other is not None and not (in_own_words or (as_much and compared.foreign)):
        return _answers(other)
    # In the words of its own question, an answer is on its subject, also where it seems to deny them.
    if compared.foreign or in_own_words:
        # Other words may be all that was said of it, and only an encoder could tell them from other matters.
        return None
    return _off_topic(heard, phase)


def _off_topic(heard: Text, phase: Phase) -> Flag | None:
    """What says that an answer is on no known subject; None where it may be on that of the question."""
    # Who is asked who they are and speaks of themselves is on the subject, whatever the guide has.
    of_themselves = _is_of_themselves(heard, phase)
    points_back = len(heard.content) < _SHORT and not _POINTING_BACK.isdisjoint(heard.words)
    off_topic = Flag(kind=FlagKind.OFF_TOPIC, message="This hardly touches what was asked.")
    return None if of_themselves or points_back else off_topic


def _is_of_themselves(heard: Text, phase: Phase) -> bool:
    return phase is Phase.OPENING and not FIRST_SINGULAR.isdisjoint(heard.words)


def _answers(other: TalkingPoint) -> Flag:
    """What says that an answer is that to the question of `other`."""
    message = f'This answers another question: "{other.title}".'
    return Flag(kind=FlagKind.OTHER_ANSWER, message=message, source=other.source, against=other.title)


def _in_a_few_words_of_another(
    heard: Text, question: Question, compared: Compared, material: Material
) -> TalkingPoint | None:
    """The talking point of another question that has most of a short answer's words, the own one hardly any.

    "I walk round and do a brief, accidents first" belongs to the start of a shift, whatever it was said to.
    """
    said = heard.stems
    if len(said) < _SHARED or len(heard.content) >= _SHORT:
        return None
    if any(found.label is not Label.MISSING for found in compared.key_points):
        return None
    own = _words_of(compared.point.id, compared.point.text).keys() | read(question.text).stems
    others = [
        (len(said & (_words_of(other.id, other.text).keys() | read(other.title).stems)), other)
        for other in _other_questions(compared, material)
    ]
    shared, best = max(others, key=lambda found: found[0], default=(0, None))
    return best if shared >= max(_SHARED, _MOSTLY * len(said), _TIMES * len(said & own)) else None


def _is_relevant(compared: Compared) -> bool:
    if compared.foreign:
        # That the guide's words were not said is no sign here; that another question's were said is one.
        return False
    fitted, figures = calibration(), compared.measured.figures
    relevance = arithmetic.relevance(figures, fitted.semantic_gate if "meaning" in figures else fitted.gate)
    # Words in common are no sign of the subject where the encoder finds nothing of it.
    return relevance >= (_OFF_TOPIC if not compared.by_meaning or compared.coverage > _NOTHING_OF_IT else 1)


def _fitting_better(heard: Text, material: Material) -> TalkingPoint | None:
    """The talking point of another question whose words were said, None where none is said enough of."""
    said = Vocabulary(heard.stems)
    shares = [
        (recall(_words_of(other.id, other.text), said), other)
        for other in material.other_points
        if other.text
    ]
    share, other = max(shares, key=lambda fit: fit[0], default=(0.0, None))
    return other if share > _FITS else None


def _told_instead(
    heard: Text, compared: Compared, phase: Phase, material: Material, entailment: Entailment | None
) -> TalkingPoint | None:
    """The talking point of another question that the answer tells, where it tells nothing of its own.

    None without an encoder that reads it: the words of two questions on one subject are much the same.
    """
    if entailment is None or not compared.by_meaning or compared.turned is not None:
        return None
    own = [each.surely for each in compared.key_points if each.surely is not None]
    told = _mean_told(own)
    if told > _OWN_TOLD or any(each.covered + each.partly > _ONE_TOLD for each in own):
        return None
    # Who introduces themselves says in passing what would be part of many an answer.
    least = _MOSTLY if _is_of_themselves(heard, phase) else _MUCH_OF_IT
    for other in _other_questions(compared, material)[:_MOST_READ]:
        of_it = _mean_told(entailment.read(as_heard(heard), as_points(other)).found)
        if of_it >= max(least, _TIMES_ITS_OWN * told):
            return other
    return None


def _mean_told(found: Sequence[Entailed | Surely]) -> float:
    """How much of each key point was told, 0 to 1, on average; 0 without any."""
    return sum(each.covered + each.partly / 2 for each in found) / len(found) if found else 0.0


def _worded_instead(
    heard: Text, question: Question, compared: Compared, material: Material
) -> TalkingPoint | None:
    """The talking point of another question in whose words the answer is, where its own has none of them.

    For languages in which words alone are compared.
    """
    if not compared.foreign or any(found.label in _SAID for found in compared.key_points):
        return None
    for other in _other_questions(compared, material):
        labels = [found.label for found in compare(heard, question, other, None, None).key_points]
        if Label.COVERED in labels and sum(label in _SAID for label in labels) >= _SEVERAL:
            return other
    return None


def _in_words_of_another(heard: Text, compared: Compared, material: Material) -> TalkingPoint | None:
    """The talking point of another question whose words were said, where hardly any of the own one's were.

    The encoder finds a long key point told by much that is near its subject.
    """
    if not compared.by_meaning and not compared.foreign:
        return None
    said = Vocabulary(heard.stems)
    own = recall(_words_of(compared.point.id, compared.point.text), said)
    least = _EVEN_IF_TOLD if compared.coverage >= _HALF_TOLD else _FAR_BETTER
    for other in _other_questions(compared, material):
        words = _words_of(other.id, other.text)
        share = recall(words, said)
        if share >= max(least, _TIMES * own) and len(heard.stems & words.keys()) >= _SHARED:
            return other
    return None


def _other_questions(compared: Compared, material: Material) -> list[TalkingPoint]:
    """What else could have been answered, the nearest first; the same question may stand in a guide twice."""
    return [
        other
        for other in material.other_points
        if other.kind in _ASKED_FOR and other.key_points and other.title != compared.point.title
    ]


def _is_told_as_much(heard: Text, point: TalkingPoint, other: TalkingPoint) -> bool:
    """Whether about as much of `point` was said, in its own words, as of `other`."""
    return not _is_clearly_more(_share_said(heard, other), _share_said(heard, point))


def _share_said(heard: Text, point: TalkingPoint) -> float:
    """How much of `point` was said in its own words, from 0 to 1."""
    return recall(_words_of(point.id, point.text), Vocabulary(heard.stems))


@lru_cache(maxsize=4096)
def _words_of(_point_id: str, text: str) -> dict[str, float]:
    return dict.fromkeys(read(text).stems, 1.0)
