"""What an answer conveys of each key point, as the encoder reads it, and the words that show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.evaluator.by_meaning.as_read import END, as_heard, as_points
from agents.evaluator.by_meaning.both_deny import without_common_denials
from agents.evaluator.by_meaning.put_plainly import put_plainly
from agents.evaluator.by_meaning.shown import nearest, passage
from agents.evaluator.by_meaning.without_stops import piece_by_piece
from agents.evaluator.by_words.alignment import Alignment
from domain.guide import TalkingPoint
from domain.verdict import Evidence, FigureLabel, FigureVerdict, FlagKind, Label
from knowledge.entailment.model import Entailed, Entailment, Reading
from language.text import Text, read, subtext
from language.thesaurus import OPPOSITES, SYNONYMS
from language.tongue import tongue
from language.words import NEGATIONS

# From these probabilities on a label is given; where none is reached it is unsure, which costs half.
COVERED, DENIED, MISSING, PARTLY = 0.6, 0.5, 0.65, 0.5
# Hardly denied, and else covered: of 28 such of the tuning part 12 were covered, which no alarm should be.
_PLAINLY_DENIED, _OR_COVERED = 0.6, 0.3
# Half is what it costs on average: those whose words were said were meant more often.
UNSURE_CREDIT, _BY_WORDS = 0.5, 0.5
# What was named alone counts no more than talk beside the point.
MERELY_NAMED = 0.15
# From the least probability of being covered on the credit rises so steeply.
_RISE = 2
# Clauses that deny by their words are doubted where the encoder is as sure as this of the contrary.
_SURE_OF_IT = 0.97
_EVERYWHERE = frozenset({None, "en"})
# Beside so few key points the encoder finds denials that are none: of single fair statements it calls a third
# denied. There clauses are compared, and what it is not surest of is unsure.
FEW_POINTS, _SURELY_DENIED = 2, 0.8
# An answer of so many sentences may hold padding: read again where no more than this share is kept.
_MANY_SENTENCES, _MOST_KEPT = 4, 0.75
# So few words to each statement, most of them words of content, are a list of notes.
_FEW_WORDS, _FEWEST_NOTES, _MOST_NOTES, _OF_CONTENT = 7, 2, 12, 0.65
_BETWEEN_NOTES = re.compile(r";(?=\s)|(?<=\s)[/|](?=\s)|(?<=\w)\n(?=\s*\w)")


@dataclass(frozen=True, slots=True)
class Told:
    """One key point: its label, its credit from 0 to 1, how sure the encoder is, and where it is told."""

    label: Label
    credit: float
    surely: Entailed
    passage: Text | None
    turned_by: Evidence | None = None

    def as_doubted(self) -> Told:
        """The same where the encoder alone cannot be trusted with a denial."""
        if self.label is not Label.CONTRADICTED:
            return self
        return replace(self, label=Label.UNSURE, credit=UNSURE_CREDIT)

    def with_words(self, share: float) -> Told:
        """The same; where it is unsure, with a credit nearer to the `share` of its words that was said.

        What is heard to be denied is not told by them: who denies something names it.
        """
        if self.label is not Label.UNSURE:
            return self
        most = UNSURE_CREDIT if self.surely.denied >= DENIED else 1.0
        return replace(self, credit=unsure_credit(min(share, most)))

    def as_planned(self) -> Told:
        """The same where it was told word for word, and nothing else was."""
        return replace(self, label=Label.COVERED, credit=1.0)

    def as_turned(self, words: Evidence) -> Told:
        """The same where `words` turn a clause of it round; unsure where the encoder is sure of it."""
        if self.label is not Label.CONTRADICTED and self.surely.covered >= _SURE_OF_IT:
            return replace(self, label=Label.UNSURE, credit=UNSURE_CREDIT)
        return self.as_denied(words)

    def as_denied(self, words: Evidence) -> Told:
        """The same where `words` say something else, however sure the encoder is."""
        if self.label is Label.CONTRADICTED:
            return self
        return replace(self, label=Label.CONTRADICTED, credit=0.0, turned_by=words)

    def as_unsaid(self) -> Told:
        """The same where the words say nothing together."""
        return replace(self, label=Label.MISSING, credit=0.0)

    def as_merely_named(self) -> Told:
        """The same where it was named, and nothing said of it."""
        if self.label is Label.CONTRADICTED or self.credit <= MERELY_NAMED:
            return self
        return replace(self, label=Label.UNSURE, credit=MERELY_NAMED)

    def as_framed(self, kind: FlagKind) -> Told:
        """The same within a frame that takes the whole back, or leaves it unclaimed."""
        if self.label in (Label.MISSING, Label.CONTRADICTED):
            return self
        label = Label.CONTRADICTED if kind is FlagKind.DISOWNED else Label.MISSING
        return replace(self, label=label, credit=0.0)


def unsure_credit(share: float) -> float:
    """The credit of a key point of which it is unsure whether it was said, by the `share` of its words."""
    return UNSURE_CREDIT + _BY_WORDS * (min(share, 1.0) - UNSURE_CREDIT)


def is_foreign(heard: Text, model_answer: Text) -> bool:
    """Whether answer or guide is in a language that the encoder which everybody has was not trained on."""
    return not {tongue(heard.raw), tongue(model_answer.raw)} <= _EVERYWHERE


def reader(entailment: Entailment | None, heard: Text, model_answer: Text) -> Entailment | None:
    """What reads the answer and the guide; None where no encoder was trained on their languages."""
    if entailment is None:
        return None
    return entailment.in_languages({tongue(heard.raw), tongue(model_answer.raw)})


def conveyed(
    heard: Text,
    point: TalkingPoint,
    entailment: Entailment,
    alignments: Sequence[Alignment],
    figures: Sequence[FigureVerdict] = (),
) -> list[Told]:
    """What `heard` does with each key point of `point`, in order.

    The words that are shown are those that have the key point's own words (`alignments`) or, where they are
    few, those that come nearest to it in the encoder. `figures` are those of the answer, held against the
    key points.
    """
    reading = entailment.read(as_heard(heard), as_points(point))
    reading = piece_by_piece(heard, point, entailment, reading)
    reading = _as_notes(heard, point, entailment, reading)
    reading = _without_padding(heard, point, entailment, reading)
    reading = _with_the_guides_figures(heard, point, entailment, reading, figures)
    said, points = put_plainly(as_heard(heard)).text, [put_plainly(each).text for each in as_points(point)]
    reading = without_common_denials(said, points, entailment, reading, DENIED)
    few, negated = len(point.key_points) <= FEW_POINTS, _denies(heard)
    told = [
        Told(*labelled(surely), surely, passage(heard, reading, at, alignments[at]))
        for at, surely in enumerate(reading.found)
    ]
    told = [_with_proof(each, heard, reading, at, point.key_points[at].text) for at, each in enumerate(told)]
    return [
        each.as_doubted() if few and (negated or each.surely.denied < _SURELY_DENIED) else each
        for each in told
    ]


def _with_proof(told: Told, heard: Text, reading: Reading, at: int, key_point: str) -> Told:
    """The same; what denies it is shown where the words beside it neither deny nor speak of the key point.

    "None of that is true" has no word of it, so that the sentence before may be nearer.
    """
    if told.label is not Label.CONTRADICTED or told.passage is None:
        return told
    own = read(key_point).stems
    about = own.union(*(SYNONYMS.get(word, frozenset()) | OPPOSITES.get(word, frozenset()) for word in own))
    denying = [sentence for sentence in heard.sentences if _denies(sentence)]
    if not denying or _denies(told.passage) or not about.isdisjoint(told.passage.stems):
        return told
    return replace(told, passage=nearest(denying, reading, at))


def _denies(said: Text) -> bool:
    return not NEGATIONS.isdisjoint(said.words)


def _as_notes(heard: Text, point: TalkingPoint, entailment: Entailment, reading: Reading) -> Reading:
    """`reading`, where the answer is a list in few words: each key point as it is told beside it alone.

    Beside several key points at once the encoder takes such notes for a heap of words, and among many notes
    it may not see one that tells a key point by itself.
    """
    if len(reading.found) < 2 or not _is_in_notes(heard):
        return reading
    said = _BETWEEN_NOTES.sub(END, as_heard(heard))
    alone = (entailment.read(said, [each]).found[0] for each in as_points(point))
    found = [max(pair, key=lambda each: each.credit) for pair in zip(reading.found, alone, strict=True)]
    unseen = [at for at, each in enumerate(found) if each.absent >= MISSING]
    if unseen and len(heard.statements) <= _MOST_NOTES:
        notes = [entailment.read(as_heard(note), as_points(point)).found for note in heard.statements]
        for at in unseen:
            best = max((note[at] for note in notes), key=lambda each: each.covered)
            found[at] = best if best.covered >= COVERED else found[at]
    return replace(reading, found=tuple(found))


def _is_in_notes(heard: Text) -> bool:
    words, notes = len(heard.tokens), len(heard.statements)
    return (
        notes >= _FEWEST_NOTES and words <= _FEW_WORDS * notes and len(heard.content) >= _OF_CONTENT * words
    )


def _without_padding(heard: Text, point: TalkingPoint, entailment: Entailment, reading: Reading) -> Reading:
    """`reading`, where padding hid a key point: read again among the sentences nearest to any of them."""
    open_points = [
        at for at, surely in enumerate(reading.found) if surely.covered < COVERED and surely.denied < DENIED
    ]
    if not open_points or len(heard.sentences) < _MANY_SENTENCES:
        return reading
    near = {nearest(heard.sentences, reading, at).span for at in range(len(reading.found))}
    kept = [sentence for sentence in heard.sentences if sentence.span in near]
    if len(kept) > _MOST_KEPT * len(heard.sentences):
        return reading
    rest = subtext(heard, [token for sentence in kept for token in sentence.tokens])
    again = entailment.read(as_heard(rest), as_points(point))
    found = list(reading.found)
    for at in open_points:
        if again.found[at].covered >= COVERED:
            found[at] = again.found[at]
    return replace(reading, found=tuple(found))


def _with_the_guides_figures(
    heard: Text,
    point: TalkingPoint,
    entailment: Entailment,
    reading: Reading,
    figures: Sequence[FigureVerdict],
) -> Reading:
    """`reading`, where another way to say a figure hid a key point: read again with the guide's way.

    That "sixty minutes" is "1 hour" is arithmetic, which the figures' own rules do better than the encoder.
    """
    same = written_otherwise(figures)
    open_points = [
        at
        for at, (surely, key_point) in enumerate(zip(reading.found, point.key_points, strict=True))
        if surely.covered < COVERED and any(each.expected in key_point.text for each in same)
    ]
    if not open_points:
        return reading
    again = entailment.read(as_the_guide_writes(as_heard(heard), same), as_points(point))
    found = list(reading.found)
    for at in open_points:
        if again.found[at].covered > found[at].covered:
            found[at] = again.found[at]
    return replace(reading, found=tuple(found))


def written_otherwise(figures: Sequence[FigureVerdict]) -> list[FigureVerdict]:
    """Those of `figures` that are right, and that the guide writes in another way."""
    return [
        each
        for each in figures
        if each.label is FigureLabel.RIGHT and each.expected and each.expected != each.said.quote
    ]


def as_the_guide_writes(said: str, figures: Sequence[FigureVerdict]) -> str:
    """`said` (`as_heard`) with what the guide has in the place of each of `figures`."""
    for each in sorted(figures, key=lambda found: -found.said.start):
        said = f"{said[: each.said.start]}{each.expected}{said[each.said.end :]}"
    return said


def labelled(surely: Entailed) -> tuple[Label, float]:
    """The label and the credit that follow from the probabilities."""
    if surely.denied >= DENIED:
        if surely.denied < _PLAINLY_DENIED and surely.covered >= _OR_COVERED:
            return Label.UNSURE, UNSURE_CREDIT
        return Label.CONTRADICTED, 0.0
    if surely.covered >= COVERED:
        # Called covered, it counts so: what doubt is left takes half of what it would. But what only just is
        # counts hardly more than what is unsure.
        surest = UNSURE_CREDIT + _RISE * (surely.covered - COVERED)
        return Label.COVERED, min((1 + surely.credit) / 2, surest)
    if surely.partly >= PARTLY or surely.covered + surely.partly >= MISSING:
        return Label.PARTLY, surely.credit
    if surely.absent + surely.denied >= MISSING:
        return Label.MISSING, min(surely.credit, 1 - MISSING)
    return Label.UNSURE, UNSURE_CREDIT
