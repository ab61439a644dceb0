"""An answer held against one talking point: credits, labels and the words that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agents.evaluator.against.at_odds import as_one, is_at_odds
from agents.evaluator.against.denials import Denial, Heard, affirmed_in, denials_of
from agents.evaluator.against.red_flags import Similarity
from agents.evaluator.by_meaning.alone import as_its_sentences_tell, as_told_alone
from agents.evaluator.by_meaning.as_planned import read_out, stands_in, told_plainly
from agents.evaluator.by_meaning.beside_figures import beside_wrong_figures
from agents.evaluator.by_meaning.conveyed import FEW_POINTS, Told, as_heard, can_read, conveyed, unsure_credit
from agents.evaluator.by_meaning.frames import frame_of
from agents.evaluator.by_meaning.misleading import without_misleading
from agents.evaluator.by_meaning.named_only import named_only
from agents.evaluator.by_meaning.put_plainly import Plain, PlainEntailment, put_plainly
from agents.evaluator.by_meaning.scattered import scattered
from agents.evaluator.by_words.features import ENTAILED, Measured, Reference, measure, prepare
from agents.evaluator.figures.corrected import Corrected, corrected
from agents.evaluator.figures.crossed import crossed
from agents.evaluator.figures.derived import is_average
from agents.evaluator.figures.in_place import in_place
from agents.evaluator.figures.times_of_day import times_of_day
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Question
from domain.verdict import (
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Surely,
)
from knowledge.entailment.model import Entailment
from knowledge.figures import check_figures
from language.figures import figures
from language.text import Text, read
from language.tongue import nearest

# From these credits on a key point is called covered, or partly covered.
COVERED, PARTLY = 0.6, 0.3
# What is left of a key point's credit when its figure is wrong, or when a lesser part of it is denied.
WRONG_FIGURE_CREDIT = 0.5
PARTLY_DENIED_CREDIT = 0.4
# From this share of its words on, or with its first clause, a key point is denied as a whole.
_DENIED = 0.4
# Fewer words of its own than this, none of them the guide's, say nothing that could be half heard.
_FEWEST_OWN_WORDS = 4
_MOST_SENTENCES = 60
_MOST_LETTERS = 4000


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer held against one talking point.

    `figures` are those of the answer, by the point's own; `denied` tells of key points a lesser part of which
    is turned round, `turned` of what makes the whole answer worth nothing. `foreign` says that the encoder
    cannot read the language, whether there is one or not; `in_other_words` is such an answer which may hold
    key points in words that are not the guide's.
    """

    point: TalkingPoint
    measured: Measured
    key_points: tuple[KeyPointVerdict, ...]
    figures: tuple[FigureVerdict, ...]
    denied: tuple[Flag, ...] = ()
    turned: Flag | None = None
    in_other_words: bool = False
    foreign: bool = False

    @property
    def by_meaning(self) -> bool:
        """Whether the encoder read the key points, and not their words alone were compared."""
        return ENTAILED in self.measured.figures

    @property
    def coverage(self) -> float:
        """The weighted share of the key points that was conveyed, 0 to 1."""
        figures = self.measured.figures
        return figures.get(ENTAILED, figures["key_points"])


def compare(
    heard: Text,
    question: Question,
    point: TalkingPoint,
    similarity: Similarity | None,
    entailment: Entailment | None = None,
) -> Compared:
    """Measure the answer against `point` and label its key points.

    By what was said where the encoder reads the language, else by the words in common. A figure that the
    answer itself puts right is the right one.
    """
    right = corrected(heard)
    if right is None:
        return _compare(heard, question, point, similarity, entailment)
    return _as_it_was_said(_compare(right.heard, question, point, similarity, entailment), right)


def _as_it_was_said(compared: Compared, right: Corrected) -> Compared:
    """`compared`, found in what was put right, with its quotes those of the answer."""

    def placed(flag: Flag) -> Flag:
        evidence = flag.evidence and right.as_said(flag.evidence)
        return flag.model_copy(update={"evidence": evidence})

    return replace(
        compared,
        key_points=tuple(
            found.model_copy(update={"evidence": found.evidence and right.as_said(found.evidence)})
            for found in compared.key_points
        ),
        figures=tuple(
            found.model_copy(update={"said": right.as_said(found.said)}) for found in compared.figures
        ),
        denied=tuple(map(placed, compared.denied)),
        turned=compared.turned and placed(compared.turned),
    )


def _compare(
    heard: Text,
    question: Question,
    point: TalkingPoint,
    similarity: Similarity | None,
    entailment: Entailment | None,
) -> Compared:
    reference = reference_of(_asked(question, point), point)
    readable = can_read(heard, reference.text)
    if entailment is not None and heard.tokens and readable:
        return _by_meaning(heard, point, reference, PlainEntailment(entailment))
    compared = _by_words(heard, point, reference, similarity, unread=entailment is not None)
    return replace(compared, foreign=not readable)


def _asked(question: Question, point: TalkingPoint) -> str:
    """The question as we asked it; for a model's wording, which must not move a score, the guide's title."""
    return question.text if question.provenance.model == "draft" else point.title


def _by_meaning(heard: Text, point: TalkingPoint, reference: Reference, entailment: Entailment) -> Compared:
    measured = measure(heard, reference)
    said = _figures_said(heard, point)
    told = conveyed(heard, point, entailment, measured.alignments, said)
    told, verbatim = _as_told(told, heard, point, reference, measured)
    told = without_misleading(heard, point, told, entailment)
    if _says_too_little(heard, reference, told):
        told = [each.as_unsaid() for each in told]
    finding, told = _as_a_whole(told, heard, point, entailment, measured, said, verbatim=verbatim)
    told = [
        each.with_words(alignment.credit) if words is None else each.as_denied(words)
        for each, alignment, words in zip(
            told, measured.alignments, crossed(heard, point.key_points), strict=True
        )
    ]
    said = _in_place(heard, said, point, [each.passage for each in told], [each.credit for each in told])
    wrong = _with_wrong_figure(point, said)
    if finding is None:
        told = beside_wrong_figures(heard, point, reference, told, entailment, said, wrong)
    told = named_only(heard, point, told)
    verdicts = tuple(
        _verdict(key_point, each, with_wrong_figure=is_wrong)
        for key_point, each, is_wrong in zip(point.key_points, told, wrong, strict=True)
    )
    credits = np.array([found.credit for found in verdicts])
    odds = None if verbatim or finding is not None else _at_odds(heard, point, reference, told)
    return Compared(
        point,
        measured.with_entailed(credits, [_counts_no_words(found, finding) for found in verdicts]),
        verdicts,
        said,
        denied=() if odds is None else (odds,),
        turned=finding,
    )


def _as_a_whole(
    told: list[Told],
    heard: Text,
    point: TalkingPoint,
    entailment: Entailment,
    measured: Measured,
    figures: tuple[FigureVerdict, ...],
    *,
    verbatim: bool,
) -> tuple[Flag | None, list[Told]]:
    """What makes the whole answer worth nothing, None without it, and `told` by that or by its sentences."""
    finding = None if verbatim else scattered(heard, point, told)
    if finding is not None:
        return finding, [each.as_unsaid() for each in told]
    frame = frame_of(heard, point, told, entailment)
    if frame is not None:
        return frame.flag(), [each.as_framed(frame.kind) for each in told]
    told = as_told_alone(heard, point, told, entailment)
    told = as_its_sentences_tell(heard, point, told, entailment, figures)
    return None, _with_plainly_told(told, heard, point, measured)


def _counts_no_words(found: KeyPointVerdict, finding: Flag | None) -> bool:
    """Whether a key point's words were said, if at all, against it."""
    return finding is not None or found.label is Label.CONTRADICTED


def _at_odds(heard: Text, point: TalkingPoint, reference: Reference, told: list[Told]) -> Flag | None:
    """A doubt whether the whole contradicts one or two key points, none of which was told or denied."""
    if len(told) > FEW_POINTS or any(each.label not in (Label.UNSURE, Label.MISSING) for each in told):
        return None
    worst = max(range(len(told)), key=lambda at: told[at].surely.denied)
    passage = told[worst].passage
    whole = as_one(
        [(each.surely, each_point.weight) for each, each_point in zip(told, point.key_points, strict=True)]
    )
    if passage is None or not is_at_odds(reference.question.stems, reference.text, heard, whole):
        return None
    return Flag(
        kind=FlagKind.CONTRADICTS_GUIDE,
        message=f'This may go against your guide: "{point.key_points[worst].text}"',
        evidence=passage.evidence(),
        source=point.key_points[worst].source,
        against=point.key_points[worst].text,
    )


def _says_too_little(heard: Text, reference: Reference, told: list[Told]) -> bool:
    """Whether next to nothing was said, of which the encoder was merely unsure: "We haven't had one." """
    own = heard.stems - reference.question.stems
    unheard = all(each.label in (Label.UNSURE, Label.MISSING) for each in told)
    return unheard and len(own) < _FEWEST_OWN_WORDS and not own & reference.text.stems


def _as_told(
    told: list[Told], heard: Text, point: TalkingPoint, reference: Reference, measured: Measured
) -> tuple[list[Told], bool]:
    """`told` with the clauses that deny a key point held against it, and whether the guide was read out.

    Of a guide read out, what stands there word for word is said; a "never" put in makes a denial. A denial
    that the encoder hears where a clause plainly says the key point is doubted.
    """
    verbatim = read_out(heard, reference.text)
    put = put_plainly(as_heard(heard))
    points = [put_plainly(each).text for each in reference.point_texts]
    cut = Heard(read(put.text) if put.changes else heard, nearest(reference.text.raw))
    affirmed = _misheard(told, affirmed_in(points, cut, reference.points))
    return [
        each.as_planned()
        if verbatim and stands_in(heard, read(key_point.text))
        else each.as_turned(_as_said(denial.evidence, put, heard))
        if denial is not None and _is_whole(denial)
        else each.as_doubted()
        if plain
        else each
        for each, key_point, denial, plain in zip(
            told, point.key_points, _denials(cut, points, reference, measured), affirmed, strict=True
        )
    ], verbatim


def _as_said(words: Evidence, plain: Plain, heard: Text) -> Evidence:
    """`words` of the answer put plainly, as they were said."""
    start, end = plain.said_at(words.start), plain.said_at(words.end)
    return Evidence(quote=heard.raw[start:end], start=start, end=end)


def _misheard(told: list[Told], affirmed: list[bool]) -> list[bool]:
    """For each key point whether a clause says it, so that a denial that the encoder hears is none.

    Where it hears most of several key points denied, something beside their words may deny them all.
    """
    denied = sum(each.label is Label.CONTRADICTED for each in told)
    return affirmed if len(told) <= FEW_POINTS or 2 * denied <= len(told) else [False] * len(told)


def _with_plainly_told(told: list[Told], heard: Text, point: TalkingPoint, measured: Measured) -> list[Told]:
    """`told` with what stands in the answer word for word called covered.

    Only where the encoder finds most of such key points covered itself: else something else that was said may
    turn them.
    """
    plainly = [
        told_plainly(heard, read(key_point.text), alignment)
        for key_point, alignment in zip(point.key_points, measured.alignments, strict=True)
    ]
    believed = [each.label is Label.COVERED for each, plain in zip(told, plainly, strict=True) if plain]
    if not believed or 2 * sum(believed) < len(believed):
        return told
    return [
        each.as_planned() if plain and each.label is not Label.COVERED else each
        for each, plain in zip(told, plainly, strict=True)
    ]


def _verdict(key_point: KeyPoint, told: Told, *, with_wrong_figure: bool) -> KeyPointVerdict:
    label, credit = told.label, told.credit
    if with_wrong_figure and label in (Label.COVERED, Label.PARTLY, Label.UNSURE):
        label, credit = Label.PARTLY, min(credit, WRONG_FIGURE_CREDIT) * WRONG_FIGURE_CREDIT
    evidence = told.turned_by
    if evidence is None and told.passage is not None and label is not Label.MISSING:
        evidence = told.passage.evidence()
    return KeyPointVerdict(
        key_point=key_point,
        label=label,
        credit=credit,
        evidence=evidence,
        surely=Surely(
            covered=told.surely.covered,
            partly=told.surely.partly,
            absent=told.surely.absent,
            denied=told.surely.denied,
        ),
    )


def _figures_said(heard: Text, point: TalkingPoint) -> tuple[FigureVerdict, ...]:
    """The figures of what was heard, by the point's own."""
    # What lies beyond the words that were heard is not read: 100 KB of figures would take a second.
    found = check_figures(heard.through, [(each.text, each.source) for each in point.key_points])
    found = tuple(sorted((*found, *times_of_day(heard, point.key_points)), key=lambda each: each.said.start))
    return tuple(each for each in found if _within(each.said, heard))


def _in_place(
    heard: Text,
    found: tuple[FigureVerdict, ...],
    point: TalkingPoint,
    shown: Sequence[Text | None],
    credits: Sequence[float],
) -> tuple[FigureVerdict, ...]:
    """`found` by what is told around each; what was worked out of two figures is held against neither."""
    planned = model_answer(point)
    known, words = figures(planned.raw), frozenset(planned.words)
    spoken = {said.start: said for said in figures(heard.through)}
    placed = in_place(heard, found, point.key_points, shown, credits)
    return tuple(
        each.model_copy(update={"label": FigureLabel.UNKNOWN, "expected": "", "source": None})
        if each.label is FigureLabel.WRONG
        and (said := spoken.get(each.said.start)) is not None
        and is_average(said, known, words)
        else each
        for each in placed
    )


def _by_words(
    heard: Text,
    point: TalkingPoint,
    reference: Reference,
    similarity: Similarity | None,
    *,
    unread: bool = False,
) -> Compared:
    """Words alone, or with embeddings; `unread` is what the encoder would have read in its own language.

    There other words may have said what these did not: no key point is called missing for them.
    """
    meaning = _meaning(heard, reference, similarity)
    measured = measure(heard, reference, meaning)
    said = _figures_said(heard, point)
    shown = [
        _shown(heard, at, measured, None if meaning is None else meaning[:-1, at])
        for at in range(len(point.key_points))
    ]
    cut = Heard(heard, nearest(reference.text.raw))
    denials = _denials(cut, reference.point_texts, reference, measured)
    turned = [_is_whole(denial) for denial in denials]
    said = _in_place(heard, said, point, shown, measured.credits.tolist())
    measured = _without_what_is_wrong(measured, denials, turned, _with_wrong_figure(point, said))
    in_other_words = unread and _has_other_words(heard, reference)
    verdicts = tuple(
        _verdict_by_words(key_point, credit, passage, denial, in_other_words=in_other_words)
        for key_point, credit, passage, denial in zip(
            point.key_points, measured.credits.tolist(), shown, denials, strict=True
        )
    )
    denied = tuple(
        _denied_in_part(key_point, denial)
        for key_point, denial, whole in zip(point.key_points, denials, turned, strict=True)
        if denial is not None and not whole
    )
    if in_other_words:
        measured = measured.relabelled(np.array([found.credit for found in verdicts]))
    return Compared(point, measured, verdicts, said, denied, in_other_words=in_other_words)


def _without_what_is_wrong(
    measured: Measured, denials: list[Denial | None], turned: list[bool], wrong: list[bool]
) -> Measured:
    if not (any(denials) or any(wrong)):
        return measured
    partly = [1.0 if denial is None else PARTLY_DENIED_CREDIT for denial in denials]
    factors = np.minimum(np.where(wrong, WRONG_FIGURE_CREDIT, 1.0), partly)
    return measured.times(np.where(turned, 0.0, factors))


def _verdict_by_words(
    key_point: KeyPoint, credit: float, passage: Text | None, denial: Denial | None, *, in_other_words: bool
) -> KeyPointVerdict:
    credit = min(1.0, credit)
    if denial is not None and _is_whole(denial):
        return KeyPointVerdict(
            key_point=key_point, label=Label.CONTRADICTED, credit=credit, evidence=denial.evidence
        )
    label = label_of(credit) if passage is not None else Label.MISSING
    evidence = passage.evidence() if passage is not None and label is not Label.MISSING else None
    if label is Label.MISSING and in_other_words:
        label, credit = Label.UNSURE, unsure_credit(credit)
    return KeyPointVerdict(key_point=key_point, label=label, credit=credit, evidence=evidence)


def _has_other_words(heard: Text, reference: Reference) -> bool:
    """Whether so much was said in words that are not the guide's that it may hold a key point."""
    own = heard.stems - reference.question.stems - reference.text.stems
    return len(own) >= _FEWEST_OWN_WORDS * len(reference.points)


def _denials(
    heard: Heard, points: Sequence[str], reference: Reference, measured: Measured
) -> list[Denial | None]:
    """For each of `points` that was told in part, what of it the answer turns round."""
    told = [credit >= PARTLY for credit in measured.credits.tolist()]
    found = denials_of(points, heard, reference.points)
    return [denial if is_told else None for denial, is_told in zip(found, told, strict=True)]


def _is_whole(denial: Denial | None) -> bool:
    return denial is not None and (denial.main or denial.share >= _DENIED)


def _denied_in_part(key_point: KeyPoint, denial: Denial) -> Flag:
    return Flag(
        kind=FlagKind.CONTRADICTS_GUIDE,
        message=f'Your guide says otherwise: "{key_point.text}"',
        evidence=denial.evidence,
        source=key_point.source,
        against=key_point.text,
    )


def label_of(credit: float) -> Label:
    """The label for the share of a key point that was said."""
    if credit >= COVERED:
        return Label.COVERED
    return Label.PARTLY if credit >= PARTLY else Label.MISSING


@lru_cache(maxsize=2048)
def reference_of(question: str, point: TalkingPoint) -> Reference:
    """The talking point made ready to be measured against."""
    points = [(read(key_point.text), key_point.weight) for key_point in point.key_points]
    return prepare(read(question), model_answer(point), points)


def model_answer(point: TalkingPoint) -> Text:
    """What the guide would have the candidate say."""
    return read(point.text or "\n".join(key_point.text for key_point in point.key_points))


def _meaning(heard: Text, reference: Reference, similarity: Similarity | None) -> NDArray[np.float64] | None:
    if similarity is None or not heard.tokens:
        return None
    rows = [*(sentence.said for sentence in heard.sentences[:_MOST_SENTENCES]), heard.said[:_MOST_LETTERS]]
    cosines = similarity(rows, [*reference.point_texts, reference.text.raw])
    return None if cosines is None else np.nan_to_num(np.asarray(cosines, dtype=np.float64))


def _shown(heard: Text, at: int, measured: Measured, cosines: NDArray[np.float64] | None) -> Text | None:
    """The passage that shows key point `at`: where its words stand or, when meaning tells more, its sense."""
    alignment = measured.alignments[at]
    if cosines is None or measured.credits[at] <= alignment.credit + 0.1:
        return alignment.passage
    return heard.sentences[int(cosines.argmax())]


def _with_wrong_figure(point: TalkingPoint, figures: tuple[FigureVerdict, ...]) -> list[bool]:
    missed = [found for found in figures if found.label is FigureLabel.WRONG and found.expected]
    return [
        any(found.expected in key_point.text and found.source == key_point.source for found in missed)
        for key_point in point.key_points
    ]


def _within(said: Evidence, heard: Text) -> bool:
    """Whether a figure stands in what was heard, and not in a part that does not count."""
    return any(said.start < token.end and token.start < said.end for token in heard.tokens)
