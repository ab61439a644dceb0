"""Judging lines of data with the code that judges an interview: a question, model answers, an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from agents import reasons
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from agents.similarity import Similarity
from domain.errors import InterviewError
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.unscored import Unscored
from domain.verdict import Evidence, Provenance, Verdict
from knowledge.entailment.model import Entailment
from knowledge.key_points import key_points
from knowledge.markup.blocks import read_lines
from knowledge.markup.prose import Form, pieces_of
from language.text import read, without_surrogates

_TAKEN_UP = 0.9
_PHASES = {
    TalkingPointKind.STAR_STORY: Phase.STORY,
    TalkingPointKind.PITCH: Phase.OPENING,
    TalkingPointKind.SYSTEM_DESIGN: Phase.DESIGN,
    TalkingPointKind.WEAK_AREA: Phase.CONCERN,
}


class BadLine(InterviewError):
    """A line that is not what `interview evaluate` reads."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"A line to evaluate {why}. Expected "
            '{"question": text, "references": [text, …], "answer": text, "kind": …}.'
        )


def evaluate_line(
    line: Mapping[str, object],
    *,
    similarity: Similarity | None = None,
    entailment: Entailment | None = None,
) -> dict[str, object]:
    """The verdict on one line {"question", "references": [text, …], "answer", "kind"?}, ready for JSON.

    Several references are alternatives, each a whole good answer: the answer is held against each and the
    verdict with the highest score stands. Raises `BadLine` for a line of another form.
    """
    question, references, answer, kind = _read_line(line)
    verdicts = [judge(question, reference, answer, kind, similarity, entailment) for reference in references]
    return as_json(max(verdicts, key=_height))


def judge(
    question: str,
    reference: str,
    answer: str,
    kind: TalkingPointKind,
    similarity: Similarity | None = None,
    entailment: Entailment | None = None,
) -> Verdict:
    """The draft verdict on `answer` where `reference` is the model answer."""
    point = point_of(question, reference, kind)
    drafted = draft(answer, asked(point), point, Material(), similarity=similarity, entailment=entailment)
    return drafted.verdict


def as_json(verdict: Verdict) -> dict[str, object]:
    """A verdict as plain values: `score` 0 to 1, or None with the reason under `unscored`."""
    score = verdict.score
    result: dict[str, object] = {
        "score": round(score.value, 4) if score else None,
        "interval": [round(score.low, 4), round(score.high, 4)] if score else None,
        "band": score.band.value if score else None,
    }
    if isinstance(verdict.outcome, Unscored):
        result["unscored"] = reasons.unscored(verdict.outcome)
    return result | {
        "key_points": [
            {"text": found.key_point.text, "label": found.label.value, "credit": round(found.credit, 4)}
            | _quote(found.evidence)
            for found in verdict.key_points
        ],
        "figures": [
            {"label": found.label.value, "expected": found.expected} | _quote(found.said)
            for found in verdict.figures
        ],
        "red_flags": [{"red_flag": hit.red_flag} | _quote(hit.evidence) for hit in verdict.red_flags],
        "flags": [
            {"kind": flag.kind.value, "message": flag.message} | _quote(flag.evidence)
            for flag in verdict.flags
        ],
        "calibration": verdict.calibration,
        "encoder": verdict.encoder,
    }


@lru_cache(maxsize=4096)
def point_of(question: str, reference: str, kind: TalkingPointKind) -> TalkingPoint:
    """A talking point whose model answer is `reference`."""
    source = Source(guide="reference", first_line=1, last_line=max(1, reference.count("\n") + 1))
    text = without_surrogates(reference)
    found = key_points(kind, question, text, source)
    return TalkingPoint(
        id=hashlib.sha256(f"{kind}\0{question}\0{text}".encode("utf-8", "replace")).hexdigest()[:16],
        kind=kind,
        title=without_surrogates(question),
        text=text,
        source=source,
        key_points=found if _tell_most([each.text for each in found], text) else _sentences(text, source),
    )


def _tell_most(taken_up: Sequence[str], text: str) -> bool:
    """Whether little was left out; of a long list rules for guides keep only the weightiest items."""
    stems = read(text).stems
    return bool(taken_up) and len(stems & read("\n".join(taken_up)).stems) >= _TAKEN_UP * len(stems)


def _sentences(text: str, source: Source) -> tuple[KeyPoint, ...]:
    """Every sentence of a model answer as a key point, where a guide's rules take up too little.

    A sentence that is wrapped over two lines is one, and what merely stands over a list is none.
    """
    pieces = [each.text for each in pieces_of(read_lines(text)) if each.form is not Form.HEAD]
    return tuple(
        KeyPoint(id=f"k{number}", text=each.said, weight=1.0, origin=KeyPointOrigin.ANSWER, source=source)
        for number, each in enumerate(
            (
                sentence
                for piece in (pieces if _tell_most(pieces, text) else [text])
                for sentence in read(piece).sentences
            ),
            1,
        )
    )


def asked(point: TalkingPoint) -> Question:
    """The question of `point` as it is asked; a usual answer takes a minute and a half."""
    return Question(
        id="q1",
        talking_point_id=point.id,
        phase=_PHASES.get(point.kind, Phase.TECHNICAL),
        text=point.title,
        seconds=90,
        reason="evaluated as a line of data",
        sources=(point.source,),
        provenance=Provenance(agent="evaluator"),
    )


def _height(verdict: Verdict) -> float:
    return verdict.score.value if verdict.score else -1.0


def _quote(evidence: Evidence | None) -> dict[str, object]:
    return {"quote": evidence.quote, "span": [evidence.start, evidence.end]} if evidence else {}


def _read_line(line: Mapping[str, object]) -> tuple[str, list[str], str, TalkingPointKind]:
    question, references, answer = line.get("question", ""), line.get("references"), line.get("answer")
    if not isinstance(answer, str) or not isinstance(question, str):
        raise BadLine("needs text under question and answer")
    if isinstance(references, str):
        references = [references]
    if (
        not isinstance(references, Sequence)
        or not references
        or not all(isinstance(one, str) for one in references)
    ):
        raise BadLine("needs a list of texts under references")
    kind = line.get("kind") or TalkingPointKind.QUESTION_ANSWER
    if kind not in set(TalkingPointKind):
        raise BadLine(f"has an unknown kind {kind!r}")
    return question, [str(one) for one in references], answer, TalkingPointKind(str(kind))
