"""An answer held against one talking point: credits, labels and the words that show them."""

from __future__ import annotations

from dataclasses import replace

from agents.evaluator.by_meaning.conveyed import is_foreign, reader
from agents.evaluator.by_meaning.put_plainly import PlainEntailment
from agents.evaluator.compared import Compared, reference_of
from agents.evaluator.comparing_meaning import compare_meaning
from agents.evaluator.comparing_words import compare_words
from agents.evaluator.figures.corrected import Corrected, corrected
from agents.similarity import Similarity
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.verdict import Flag
from knowledge.entailment.model import Entailment
from language.text import Text


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
    encoder = reader(entailment, heard, reference.text)
    if encoder is not None and heard.tokens:
        compared = compare_meaning(heard, point, reference, PlainEntailment(encoder))
        return replace(compared, encoder=encoder.fingerprint)
    compared = compare_words(heard, point, reference, similarity, unread=entailment is not None)
    return replace(compared, foreign=is_foreign(heard, reference.text))


def _asked(question: Question, point: TalkingPoint) -> str:
    """The question as we asked it; for a model's wording, which must not move a score, the guide's title."""
    return question.text if question.provenance.model == "draft" else point.title
