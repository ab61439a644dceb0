"""The evaluator's door: an answer in, a verdict with its evidence out."""

from __future__ import annotations

from agents.beside_the_loop import beside_the_loop
from agents.evaluator.draft import draft
from agents.evaluator.judging.judge import refine
from agents.evaluator.material import Material
from agents.evaluator.turns import Before, Means, as_left
from agents.similarity import Similarity
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.verdict import Verdict
from knowledge.entailment.model import Entailment
from models.language_model import LanguageModel
from telemetry import watching


@watching.agent("evaluator")
async def evaluate(
    answer: str,
    question: Question,
    point: TalkingPoint,
    material: Material,
    judge: LanguageModel | None = None,
    *,
    similarity: Similarity | None = None,
    entailment: Entailment | None = None,
    seconds: float | None = None,
    index_version: str = "",
    before: Before | None = None,
) -> Verdict:
    """Hold `answer` against the key points of `point`.

    `similarity` gives the cosines of two lists of texts as a matrix, or None where no embedding model is
    there; `entailment` is the encoder that reads what was said of each key point, None where words alone are
    compared. The score is calibrated for each. `seconds` is the time the answer took, where it is known. With
    a `judge` the key points are judged by the model as well and code checks its quotes; a judge that fails
    leaves the draft. Where `answer` is several turns, `before` is what was made of all but the last one, and
    what that one does not speak of stays. Never raises for anything a candidate may say.
    """
    drafted = await beside_the_loop(
        draft,
        answer,
        question,
        point,
        material,
        similarity=similarity,
        entailment=entailment,
        seconds=seconds,
        index_version=index_version,
    )
    verdict = drafted.verdict if judge is None else await refine(drafted, question, judge)
    if before is None:
        return verdict
    return await beside_the_loop(
        as_left, verdict, drafted, before, answer, question, Means(similarity, entailment)
    )
