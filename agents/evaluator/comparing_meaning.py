"""An answer held against a talking point by what it conveys, as the encoder reads it."""

from __future__ import annotations

import numpy as np

from agents.evaluator.against.at_odds import as_one, is_at_odds
from agents.evaluator.against.denials import Denial, Heard, Turn, affirmed_in
from agents.evaluator.against.places.alike import denies
from agents.evaluator.against.places.changed import changed_places
from agents.evaluator.by_meaning.alone import as_its_sentences_tell, as_told_alone
from agents.evaluator.by_meaning.as_planned import read_out, stands_in, told_plainly
from agents.evaluator.by_meaning.as_read import as_heard
from agents.evaluator.by_meaning.beside_figures import beside_wrong_figures
from agents.evaluator.by_meaning.conveyed import FEW_POINTS, Told, conveyed
from agents.evaluator.by_meaning.frames import frame_of
from agents.evaluator.by_meaning.misleading import still_doubted, without_misleading
from agents.evaluator.by_meaning.named_only import named_only
from agents.evaluator.by_meaning.negated import as_negated, is_mostly_denied
from agents.evaluator.by_meaning.put_plainly import Plain, put_plainly
from agents.evaluator.by_meaning.scattered import scattered
from agents.evaluator.by_words.features import Measured, Reference, measure
from agents.evaluator.compared import (
    FEWEST_OWN_WORDS,
    WRONG_FIGURE_CREDIT,
    Compared,
    denials_told,
    figures_in_place,
    figures_said,
    is_whole,
    with_wrong_figure,
)
from domain.guide import KeyPoint, TalkingPoint
from domain.verdict import Evidence, FigureVerdict, Flag, FlagKind, KeyPointVerdict, Label, Surely
from knowledge.entailment.model import Entailment
from language.text import Text, read
from language.tongue import nearest

# Of 31 key points of the tuning part that clauses alone would call denied, of which some words were left out
# and the encoder heard less of a denial than this, 30 were told.
_HARDLY_DENIED, _ALL_ITS_WORDS = 0.12, 0.9


def compare_meaning(
    heard: Text, point: TalkingPoint, reference: Reference, entailment: Entailment
) -> Compared:
    measured = measure(heard, reference)
    said = figures_said(heard, point)
    told = conveyed(heard, point, entailment, measured.alignments, said)
    told, verbatim = _as_told(told, heard, point, reference, measured)
    whole, told = told, without_misleading(heard, point, told, entailment)
    if _says_too_little(heard, reference, told):
        told = [each.as_unsaid() for each in told]
    finding, told = _as_a_whole(told, whole, heard, point, entailment, measured, said, verbatim=verbatim)
    placed = changed_places(heard, point.key_points) if finding is None else [None] * len(told)
    told = [
        each.with_words(alignment.credit)
        if words is None or each.label is Label.MISSING
        else each.as_denied(words)
        for each, alignment, words in zip(told, measured.alignments, placed, strict=True)
    ]
    said = figures_in_place(
        heard, said, point, [each.passage for each in told], [each.credit for each in told]
    )
    wrong = with_wrong_figure(point, said)
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
    before: list[Told],
    heard: Text,
    point: TalkingPoint,
    entailment: Entailment,
    measured: Measured,
    figures: tuple[FigureVerdict, ...],
    *,
    verbatim: bool,
) -> tuple[Flag | None, list[Told]]:
    """What makes the whole answer worth nothing, None without it, and `told` by that or by its sentences.

    `before` is what the whole answer told, whatever was left out of it since.
    """
    finding = None if verbatim else scattered(heard, point, told)
    if finding is not None:
        return finding, [each.as_unsaid() for each in told]
    frame = frame_of(heard, point, told, entailment)
    if frame is not None:
        return frame.flag(), [each.as_framed(frame.kind) for each in told]
    told = as_told_alone(heard, point, still_doubted(told, before), entailment)
    if not is_mostly_denied(point, told):
        told = as_its_sentences_tell(heard, point, told, entailment, figures)
    return None, as_negated(heard, point, _with_plainly_told(told, heard, point, measured))


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
    return unheard and len(own) < FEWEST_OWN_WORDS and not own & reference.text.stems


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
        if denial is not None
        and is_whole(denial)
        and not _is_fairly_denied(denial, each, key_point.text, len(told))
        else each.as_doubted()
        if plain
        else each
        for each, key_point, denial, plain in zip(
            told, point.key_points, denials_told(cut, points, reference, measured), affirmed, strict=True
        )
    ], verbatim


def _is_fairly_denied(denial: Denial, told: Told, key_point: str, points: int) -> bool:
    """Whether a clause denies something near a key point that the answer tells all the same.

    "No ambulance stands longer than ninety seconds" denies nothing of "leaves at most 90 seconds after":
    words cannot tell that, and the encoder can, where it has several of `points` to go by. Where one of two
    clauses with the same words denies, and where something changed places, it seldom sees it.
    """
    if denial.turn is not Turn.DENIED or points <= FEW_POINTS or told.surely.denied >= _HARDLY_DENIED:
        return False
    both = denies(read(denial.evidence.quote)) and denies(read(key_point))
    return both or denial.likeness < _ALL_ITS_WORDS


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
