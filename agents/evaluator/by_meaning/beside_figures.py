"""What stands beside a wrong figure: read as if the figure had been right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agents.evaluator.by_meaning.as_planned import told_plainly
from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_meaning.conveyed import Told, as_the_guide_writes, labelled
from agents.evaluator.by_words.features import Reference, measure
from domain.guide import TalkingPoint
from domain.verdict import FigureLabel, FigureVerdict, Label
from knowledge.entailment.model import Entailment
from language.figures import Bound, figures
from language.text import Text, read

# With more than this share of the key points told with a wrong figure it is another practice that is told.
_MOST_WRONG = 0.5


def beside_wrong_figures(
    heard: Text,
    point: TalkingPoint,
    reference: Reference,
    told: Sequence[Told],
    entailment: Entailment,
    figures: Sequence[FigureVerdict],
    wrong: Sequence[bool],
) -> list[Told]:
    """`told` as it is where the figures that are wrong are the guide's.

    One wrong figure makes the encoder doubt, or deny, what stands beside it. That it is wrong is found by
    arithmetic, and costs its own key point (`wrong`), of which the rest may have been told. Nothing is told
    less than it was.
    """
    mistaken = [each for each in figures if _is_mistaken(each, heard)]
    open_points = [
        at
        for at, (each, is_wrong) in enumerate(zip(told, wrong, strict=True))
        if each.turned_by is None and (each.label is Label.CONTRADICTED if is_wrong else each.credit < 1)
    ]
    if not mistaken or not open_points or sum(wrong) > _MOST_WRONG * len(told):
        return list(told)
    said = as_the_guide_writes(as_heard(heard), mistaken)
    again, corrected = entailment.read(said, as_points(point)), read(said)
    alignments = measure(corrected, reference).alignments
    found = list(told)
    for at in open_points:
        label, credit = labelled(again.found[at])
        if told_plainly(corrected, read(point.key_points[at].text), alignments[at]):
            label, credit = Label.COVERED, 1.0
        if label in (Label.COVERED, Label.PARTLY) and credit > told[at].credit:
            found[at] = replace(told[at], label=label, credit=credit, surely=again.found[at])
    return found


def _is_mistaken(found: FigureVerdict, heard: Text) -> bool:
    """Whether a figure was said in the place of another, and not the other way about."""
    wrong = found.label is FigureLabel.WRONG and bool(found.expected)
    return wrong and found.said.end <= heard.span[1] and not _is_turned_round(found)


def _is_turned_round(found: FigureVerdict) -> bool:
    """Whether a limit is one the other way about: "above five" for "below five" says the contrary."""
    bounds = {each.bound for text in (found.said.quote, found.expected) for each in figures(text)[:1]}
    return bounds == {Bound.AT_LEAST, Bound.AT_MOST}
