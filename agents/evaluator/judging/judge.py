"""A language model's judgement of the key points, checked quote by quote before any of it counts."""

from __future__ import annotations

import re
import unicodedata

from pydantic import BaseModel, Field

from agents.evaluator.by_words.alignment import Vocabulary, recall, weigh
from agents.evaluator.draft import Drafted
from agents.evaluator.scoring import arithmetic
from agents.evaluator.scoring.calibration import calibration
from agents.evaluator.text import Text, read
from domain.errors import ModelUnavailable
from domain.guide import TalkingPoint
from domain.interview import Question
from domain.verdict import Evidence, Flag, FlagKind, KeyPointVerdict, Label, Provenance, ScorePart, Verdict
from models.language_model import LanguageModel
from prompts.loader import load

CREDITS = {
    Label.COVERED: 1.0,
    Label.PARTLY: 0.5,
    Label.UNSURE: 0.5,
    Label.MISSING: 0.0,
    Label.CONTRADICTED: 0.0,
}
# With more than this share of its labels dropped, a judgement says more about the judge than the answer.
MOST_DROPPED = 1 / 3
# A quote proves a key point when it holds this weighted share of its words (synonyms and slips counted), or
# when the draft, too, finds its meaning in the answer; else a judge could quote anything for anything.
LEAST_SHARED = 0.15
MEANING_SHARED = 0.3
LONGEST_QUOTE = 40
# Draft and judge further apart than this are shown as disagreeing.
DISAGREEMENT = 0.35

_SAID, _UNSAID = frozenset({Label.COVERED}), frozenset({Label.MISSING, Label.CONTRADICTED})

# How a note begins where the draft stands in for the judge, and what it says where nobody believed the judge.
NOT_USED = "The model judge was not used: "
UNPROVED = "labels rested on words that you did not say"

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


class JudgedKeyPoint(BaseModel):
    """What the judge says of one key point; `quote` is empty where it is missing."""

    number: int = Field(ge=1)
    label: Label
    quote: str = ""


class Judgement(BaseModel):
    """The judge's reply."""

    key_points: list[JudgedKeyPoint]


async def refine(drafted: Drafted, question: Question, judge: LanguageModel) -> Verdict:
    """Let `judge` label the key points, and keep of it what stands in the answer.

    The draft stands, with a note, when the model fails or too much of what it says cannot be found. The
    model gives no number: the score is arithmetic over the labels.
    """
    draft, compared, heard = drafted.verdict, drafted.compared, drafted.integrity.heard
    if compared is None or not heard.tokens:
        return draft
    prompt = load("evaluator/judge").render(
        question=question.text,
        key_points=_numbered(compared.point),
        answer=heard_only(heard),
        references=compared.point.text,
    )
    try:
        answered = await judge.reply(prompt, Judgement)
    except ModelUnavailable as error:
        return noted(draft, f"{NOT_USED}{error}")
    asked = read(question.text)
    may_raise = all(flag.kind is not FlagKind.INSTRUCTION for flag in draft.flags)
    meaning = [float(credit) >= MEANING_SHARED for credit in compared.measured.credits]
    kept = _checked(answered.value, draft.key_points, heard, asked, meaning, may_raise=may_raise)
    dropped = sum(found is None for found in kept)
    if dropped > MOST_DROPPED * len(kept):
        return noted(draft, f"{NOT_USED}{dropped} of its {len(kept)} {UNPROVED}.")
    key_points = tuple(found or own for found, own in zip(kept, draft.key_points, strict=True))
    return _rescored(drafted, key_points, answered.model, prompt.reference, dropped)


def noted(draft: Verdict, note: str) -> Verdict:
    """The draft with the reason why no judge's work is in it."""
    return draft.model_copy(update={"provenance": draft.provenance.model_copy(update={"note": note})})


def heard_only(heard: Text) -> str:
    """The words that count, as they were written; what speaks to the grader is cut out."""
    pieces: list[str] = []
    start = previous = -1
    known = {token.start for token in heard.tokens}
    for token in read(heard.raw, len(heard.tokens) * 4 + 1000).tokens:
        if token.start in known:
            start = token.start if start < 0 else start
            previous = token.end
        elif start >= 0:
            pieces.append(heard.raw[start:previous])
            start = -1
    if start >= 0:
        pieces.append(heard.raw[start:previous])
    return " … ".join(pieces)


def locate(quote: str, answer: str) -> Evidence | None:
    """Where `quote` stands in `answer`, but for case, quotation marks and white space; None if nowhere."""
    wanted = "".join(sign for sign, _ in _folded(quote)).strip(" .…\"'")
    signs = _folded(answer)
    folded = "".join(sign for sign, _ in signs)
    at = folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    start, end = signs[at][1], signs[at + len(wanted) - 1][1] + 1
    return Evidence(quote=answer[start:end], start=start, end=end)


def _folded(text: str) -> list[tuple[str, int]]:
    """The signs of `text` normalised, each with its place; runs of white space become one space."""
    signs: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        for folded in unicodedata.normalize("NFKC", sign.translate(_QUOTES)).casefold().translate(_QUOTES):
            if not folded.isspace():
                signs.append((folded, place))
            elif not signs or signs[-1][0] != " ":
                signs.append((" ", place))
    return signs


def _checked(
    judgement: Judgement,
    key_points: tuple[KeyPointVerdict, ...],
    heard: Text,
    question: Text,
    meaning: list[bool],
    *,
    may_raise: bool,
) -> list[KeyPointVerdict | None]:
    """The judge's labels in the order of the key points; None where one is absent or not proved.

    Where the answer also spoke to the grader the judge may have listened: then it may lower, and not raise.
    """
    # First word wins: a reply that judges a key point twice has no second chance to raise it.
    said = {found.number: found for found in reversed(judgement.key_points)}
    kept: list[KeyPointVerdict | None] = []
    fits: list[float] = []
    for at, own in enumerate(key_points):
        found = said.get(at + 1)
        evidence = locate(found.quote, heard.raw) if found else None
        fit = 0.0
        if found is None:
            kept.append(None)
        elif found.label is Label.MISSING:
            kept.append(own.model_copy(update={"label": Label.MISSING, "credit": 0.0, "evidence": None}))
        elif evidence is None or not _tells(evidence, heard, question):
            kept.append(None)
        else:
            fit = _shared(evidence, own, heard, question)
            credit = CREDITS[found.label]
            proved = fit >= LEAST_SHARED or meaning[at] or credit <= own.credit
            judged = own.model_copy(update={"label": found.label, "credit": credit, "evidence": evidence})
            kept.append((judged if may_raise or credit <= own.credit else own) if proved else None)
        fits.append(fit)
    return _each_for_one(kept, fits)


def _each_for_one(kept: list[KeyPointVerdict | None], fits: list[float]) -> list[KeyPointVerdict | None]:
    """Words that were quoted for several key points prove the one that they fit best."""
    left = list(kept)
    for at in sorted(range(len(left)), key=lambda place: -fits[place]):
        best = left[at]
        if best is None or best.evidence is None:
            continue
        for other, rival in enumerate(left):
            if other != at and rival is not None and rival.evidence is not None and fits[other] <= fits[at]:
                overlap = min(rival.evidence.end, best.evidence.end) > max(
                    rival.evidence.start, best.evidence.start
                )
                left[other] = None if overlap else rival
    return left


def _shared(evidence: Evidence, own: KeyPointVerdict, heard: Text, question: Text) -> float:
    """The weighted share of the key point's words that the quote holds, 0 for a quote that is no quote."""
    quoted = [token for token in heard.content if evidence.start <= token.start < evidence.end]
    if len(evidence.quote.split()) > LONGEST_QUOTE:
        return 0.0
    wanted = weigh(read(own.key_point.text).content, Vocabulary(question.stems))
    return recall(wanted, Vocabulary(token.stem for token in quoted))


def _tells(evidence: Evidence, heard: Text, question: Text) -> bool:
    """Whether the quote holds a word that counts and is not merely the question's."""
    quoted = [token for token in heard.content if evidence.start <= token.start < evidence.end]
    return any(token.stem not in question.stems for token in quoted)


def _rescored(
    drafted: Drafted, key_points: tuple[KeyPointVerdict, ...], model: str, prompt: str, dropped: int
) -> Verdict:
    draft, fitted = drafted.verdict, calibration()
    whole = sum(found.key_point.weight for found in key_points)
    covered = sum(found.key_point.weight * found.credit for found in key_points) / whole
    part = ScorePart(
        name="key points, as the judge labelled them",
        value=1 - (1 - min(1.0, covered)) ** fitted.fullness,
        weight=1.0,
        because=f"{covered:.0%} of the weight covered",
    )
    score = arithmetic.from_labels((part,), len(key_points), fitted, drafted.integrity.ceiling)
    flags = draft.flags
    before = draft.score
    if before is not None and abs(before.value - score.value) > DISAGREEMENT:
        message = f"The judge finds this {score.band}, the draft {before.band}: read the evidence yourself."
        flags = (*flags, Flag(kind=FlagKind.JUDGES_DISAGREE, message=message))
    flags = (*flags, *_read_otherwise(draft.key_points, key_points))
    note = f"{dropped} of the judge's labels dropped: their words are not in the answer." if dropped else ""
    provenance = Provenance(
        agent="evaluator", model=model, prompt=prompt, index_version=draft.provenance.index_version, note=note
    )
    return draft.model_copy(
        update={"outcome": score, "key_points": key_points, "flags": flags, "provenance": provenance}
    )


def _read_otherwise(
    draft: tuple[KeyPointVerdict, ...], judged: tuple[KeyPointVerdict, ...]
) -> tuple[Flag, ...]:
    """Where the encoder was sure of one thing and the judge of the other: both are shown."""
    apart = (
        (own, other)
        for own, other in zip(draft, judged, strict=True)
        if own.surely is not None and {own.label, other.label} & _SAID and {own.label, other.label} & _UNSAID
    )
    return tuple(
        Flag(
            kind=FlagKind.JUDGES_DISAGREE,
            message=f"Read here as {own.label.value}, by the judge as {other.label.value}: "
            f'"{own.key_point.text}"',
            evidence=other.evidence or own.evidence,
            source=own.key_point.source,
        )
        for own, other in apart
    )


def _numbered(point: TalkingPoint) -> str:
    lines = (re.sub(r"\s+", " ", key_point.text) for key_point in point.key_points)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
