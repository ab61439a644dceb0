"""Answers with labels given by hand, and what a good coach would make of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import yaml

from agents.coach import draft
from agents.coach.own_words import told
from agents.sayings import spoken, wordings
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Phase, Question
from domain.report import Advice, Cited, Words
from domain.values import Frozen
from domain.verdict import (
    WORDS_PER_MINUTE,
    Band,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    RedFlagHit,
    Score,
    Surely,
    Verdict,
)
from language.sentences import count_words
from language.text import read
from language.tongue import tongue

Part = Literal["seen", "unseen"]
Misheard = Literal["aimed", "aside"]
"""Situations of what was told otherwise than it was heard: mended with, and put aside."""
_CREDIT = {
    Label.COVERED: 1.0,
    Label.PARTLY: 0.4,
    Label.UNSURE: 0.5,
    Label.MISSING: 0.0,
    Label.CONTRADICTED: 0.0,
}
_WRITTEN = re.compile(r"[→|#*`•☐✓=]|->")
_LABELLED = re.compile(r"(?:[\w-]+ ?){1,2}\d*:\s")
_ENDS = (".", "!", "?", "…", "。", "！", "？")
# From this share of its words on, a sentence says again what landed.
_SAME = 0.6


class LabelledPoint(Frozen):
    """One key point: its label, its words, and the words of the answer that show it."""

    label: Label
    text: str
    weight: float = 1.0
    shown: str = ""
    credit: float | None = None
    surely: tuple[float, float, float, float] | None = None


class Situation(Frozen):
    """An answer, what was found in it, and what the advice must hold.

    What has to change is `say`: words to be said, a line of the guide, or a figure beside the wrong one. A
    rewrite, where there is one, must hold `keep` (sentences of the candidate's); nothing to be said holds
    `never`; `nothing` is where nothing is missing. `speaks` is the language that the advice is given in.
    `new` are figures that stand in no guide. `praised` says whether the opening may praise the whole;
    `missing`, `in_part` (heard in part), `part` (landed in part), `checked` are words that must be told so,
    `absent` and `unchecked` words that must not be told to be missing, or to be checked.
    """

    id: str
    question: str
    answer: str
    points: tuple[LabelledPoint, ...]
    wrong: tuple[tuple[str, str, int], ...] = ()
    red: tuple[tuple[str, str], ...] = ()
    language: str = ENGLISH
    seconds: int = 60
    say: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    landed: tuple[str, ...] = ()
    nothing: bool = False
    speaks: str = ""
    new: tuple[str, ...] = ()
    praised: bool | None = None
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said against the advice on a situation, by what it concerns; nothing where it is good."""

    situation: Situation
    advice: Advice
    repeats: tuple[str, ...]
    unspeakable: tuple[str, ...]
    uncited: tuple[str, ...]
    overlong: tuple[str, ...]
    foreign: tuple[str, ...]
    misheard: tuple[str, ...]


def situations(part: Part | Misheard) -> list[Situation]:
    """The situations of one half."""
    text = resources.files("evals.coaching").joinpath("situations", f"{part}.yaml").read_text("utf-8")
    return [_situation(entry) for entry in yaml.safe_load(text)]


def _situation(entry: dict[str, object]) -> Situation:
    points = [{**point, "label": point["is"]} for point in entry["points"]]  # type: ignore[attr-defined]
    wrong = [(each["said"], each["expected"], each["point"]) for each in entry.get("wrong", ())]  # type: ignore[attr-defined]
    red = [(each["said"], each["instead"]) for each in entry.get("red", ())]  # type: ignore[attr-defined]
    for point in points:
        del point["is"]
    return Situation.model_validate({**entry, "points": points, "wrong": wrong, "red": red})


def judge(situation: Situation) -> Judged:
    """Hold the coach's draft on `situation` against what it must hold."""
    advice = advised(situation)
    return Judged(
        situation,
        advice,
        tuple(_repeats(situation, advice)),
        tuple(_unspeakable(situation, advice)),
        tuple(_uncited(situation, advice)),
        tuple(_overlong(situation, advice)),
        tuple(_foreign(situation, advice)),
        tuple(_misheard(situation, advice)),
    )


def advised(situation: Situation) -> Advice:
    """The coach's draft."""
    point = _point(situation)
    question = Question(
        id="q1",
        talking_point_id=point.id,
        phase=Phase.TECHNICAL,
        text=situation.question,
        seconds=situation.seconds,
        reason="a situation",
        sources=(point.source,),
        provenance=Provenance(agent="interviewer"),
        language=situation.language,
    )
    return draft.advice(question, situation.answer, _verdict(situation, point), point, index_version="")


def _point(situation: Situation) -> TalkingPoint:
    return TalkingPoint(
        id=situation.id,
        kind=TalkingPointKind.QUESTION_ANSWER,
        title=situation.question,
        text="\n".join(each.text for each in situation.points),
        source=_line(0),
        key_points=tuple(
            KeyPoint(
                id=f"k{at}",
                text=each.text,
                weight=each.weight,
                origin=KeyPointOrigin.ANSWER,
                source=_line(at),
            )
            for at, each in enumerate(situation.points)
        ),
    )


def _line(at: int) -> Source:
    return Source(guide="guide.md", first_line=10 + at, last_line=10 + at)


def _evidence(quote: str, answer: str) -> Evidence:
    start = answer.casefold().index(quote.casefold())
    return Evidence(quote=answer[start : start + len(quote)], start=start, end=start + len(quote))


def _verdict(situation: Situation, point: TalkingPoint) -> Verdict:
    found = [
        KeyPointVerdict(
            key_point=key_point,
            label=each.label,
            credit=_CREDIT[each.label] if each.credit is None else each.credit,
            evidence=_evidence(each.shown, situation.answer) if each.shown else None,
            surely=_surely(each),
        )
        for key_point, each in zip(point.key_points, situation.points, strict=True)
    ]
    value = sum(each.credit * each.key_point.weight for each in found)
    value /= sum(each.key_point.weight for each in found)
    return Verdict(
        outcome=Score(value=value, low=max(0, value - 0.1), high=min(1, value + 0.1), band=Band.of(value)),
        key_points=tuple(found),
        figures=tuple(
            FigureVerdict(
                label=FigureLabel.WRONG,
                said=_evidence(said, situation.answer),
                expected=expected,
                source=_line(at),
            )
            for said, expected, at in situation.wrong
        ),
        flags=tuple(
            Flag(kind=FlagKind.NEW_CLAIM, message=said, evidence=_evidence(said, situation.answer))
            for said in situation.new
        ),
        red_flags=tuple(
            RedFlagHit(
                evidence=_evidence(said, situation.answer),
                red_flag=said,
                say_instead=instead,
                source=_line(9),
            )
            for said, instead in situation.red
        ),
        provenance=Provenance(agent="evaluator"),
    )


def _surely(point: LabelledPoint) -> Surely | None:
    if point.surely is None:
        return None
    covered, partly, absent, denied = point.surely
    return Surely(covered=covered, partly=partly, absent=absent, denied=denied)


def _repeats(situation: Situation, advice: Advice) -> list[str]:
    """Where "Say first" says what landed, or says anything although nothing is missing."""
    first = advice.say_first
    if first is None:
        return []
    if situation.nothing:
        return [f"nothing is missing, and yet: {first.text}"]
    said = read(first.text).stems
    for each in situation.points:
        heard = each.label in (Label.COVERED, Label.UNSURE)
        for words in (each.text, each.shown) if heard else ():
            of_it = read(words).stems
            if of_it and len(said & of_it) >= _SAME * min(len(said), len(of_it)):
                return [f"landed, and said first again: {first.text}"]
    return []


def _unspeakable(situation: Situation, advice: Advice) -> list[str]:
    """What keeps the rewrite from being what it should be, and from being said aloud."""
    if situation.nothing:
        return [f"nothing is missing, and yet: {cited.text}" for cited in advice.better_answer]
    rewrite = " ".join(cited.text for cited in advice.better_answer).casefold()
    aloud = [*advice.better_answer, *((advice.say_first,) if advice.say_first is not None else ())]
    told = " ".join([advice.opening, *(cited.text for cited in (*aloud, *advice.check))]).casefold()
    return [
        *(f"does not name {each!r}" for each in situation.say if each.casefold() not in told),
        *(f"lacks {each!r}" for each in situation.keep if rewrite and each.casefold() not in rewrite),
        *(
            f"has {each!r}"
            for each in situation.never
            if any(each.casefold() in cited.text.casefold() for cited in aloud)
        ),
        *(f"is written, not said: {cited.text}" for cited in aloud if _is_written(cited)),
    ]


def _is_written(cited: Cited) -> bool:
    text = cited.text
    return bool(_WRITTEN.search(text) or _LABELLED.match(text)) or not text.rstrip('”"’)').endswith(_ENDS)


def _uncited(situation: Situation, advice: Advice) -> list[str]:
    """Clauses that are put in without their line, or called the candidate's and are not."""
    said = " ".join(situation.answer.split()).casefold()
    return [
        *(
            f"no line: {each.text}"
            for each in advice.better_answer
            if each.words is Words.GUIDE and not each.sources
        ),
        *(
            f"not the candidate's: {each.text}"
            for each in advice.better_answer
            if each.words is Words.OWN and each.text.rstrip(".。").casefold() not in said
        ),
        *(
            f"not marked as the candidate's: {each.text}"
            for each in advice.better_answer
            if each.words is Words.GUIDE and each.text.rstrip(".。").casefold() in said
        ),
        *(f"landed lacks {each}" for each in situation.landed if not _landed(each, advice)),
    ]


def _landed(quote: str, advice: Advice) -> bool:
    return any(quote in cited.text for cited in advice.landed)


def _overlong(situation: Situation, advice: Advice) -> list[str]:
    rewrite = " ".join(cited.text for cited in advice.better_answer)
    seconds = count_words(rewrite) * 60 / WORDS_PER_MINUTE
    return [f"{seconds:.0f} s of {situation.seconds}"] if seconds > situation.seconds else []


def _foreign(situation: Situation, advice: Advice) -> list[str]:
    """Sentences of the coach's own in another language than the guide's."""
    if not situation.speaks:
        return []
    own = advice.opening
    wrong = tongue(own) not in (situation.speaks, None)
    if situation.speaks == "zh":
        wrong = not re.search("[\u4e00-\u9fff]", own)
    return [f"opens with: {own}"] if wrong else []


def _misheard(situation: Situation, advice: Advice) -> Iterator[str]:
    """Where what was said, and how good it is, is told otherwise than a listener would."""
    language = situation.language
    praise = [
        said for key in ("sits", "told") for said in wordings("coach", spoken(language))[f"opening.{key}"]
    ]
    praised = any(advice.opening.startswith(each) for each in praise)
    if situation.praised is not None and situation.praised is not praised:
        yield f"opens with: {advice.opening}"
    half = told("missing.half", language, "q1", point="\0").partition("\0")[0]
    part = told("landed_part", language, quotes="\0", point="\0").split("\0")[1]
    unsure = [cited.text for cited in advice.unsure]
    missing = [cited.text for cited in advice.missing]
    landed = [cited.text for cited in advice.landed]
    check = [cited.text for cited in advice.check]
    yield from _lacking("missing", situation.missing, missing)
    yield from _lacking("heard in part", situation.in_part, [each for each in unsure if half in each])
    yield from _lacking("landed in part", situation.part, [each for each in landed if part in each])
    yield from _lacking("to be checked", situation.checked, check)
    yield from (f"missing: {each}" for each in situation.absent if any(each in one for one in missing))
    yield from (f"to be checked: {each}" for each in situation.unchecked if any(each in c for c in check))


def _lacking(what: str, wanted: Sequence[str], told: Sequence[str]) -> Iterator[str]:
    return (f"not {what}: {each}" for each in wanted if not any(each in one for one in told))
