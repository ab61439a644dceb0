"""The report on a whole session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import sqrt

from agents import reasons
from agents.coach.addressed import addressed
from agents.coach.gaps import is_mixed_up
from agents.coach.heard import label_told
from agents.coach.own_words import told
from agents.coach.rubric import Criterion, named
from agents.figures_told import wrong_figures
from agents.quoting import quoted
from agents.reasons.work import finding_of_part
from agents.turned import is_turned
from domain.interview import ENGLISH, MessageKind, Phase, Session, Turn, TurnKind
from domain.report import Cited, CriterionResult, Drill, Report
from domain.turns import final_turns, language_of
from domain.unscored import Unscored
from domain.verdict import (
    LEAST,
    Band,
    Delivery,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from domain.work import Mark, Work, mean_of
from language.patterns import regex
from language.sentences import count_words, sentences
from language.wording import counted, plain, shorten
from rounds.shares import parts_named

_SOLID = LEAST[Band.SOLID]
_SAYS_SOMETHING = 0.15
_WORD = regex(r"\w+")
_SAID = (MessageKind.ANSWER, MessageKind.ALOUD)
_MOST_FIXES = 3
_DELIVERY_WIDTH = 0.15
"""Half the interval of one answer's delivery: typed text tells little about speech."""
_EIGHTY_PERCENT = 1.2816
"""Half the width of a normal distribution's middle 80 %, in standard deviations."""


def report(
    session: Session,
    turns: Sequence[Turn],
    criteria: Sequence[Criterion],
    *,
    planned: int,
    minutes: float,
    ended: str,
) -> Report:
    """What the session came to; answers that could not be judged are counted, and stay out of every mean."""
    judged = final_turns(turns)
    asked = {turn.question.id for turn in turns if turn.kind is TurnKind.QUESTION}
    skipped = {
        turn.question.id
        for turn in turns
        if turn.message is not None and turn.message.kind is MessageKind.SKIP
    } - {turn.question.id for turn in judged}
    language = language_of(turns)
    once = {turn.question.id: _said_once(turns, turn.question.id) for turn in judged}
    results = tuple(_criterion(criterion, judged, language, once) for criterion in criteria)
    overall, half_width = _overall(results, criteria)
    return Report(
        session_id=session.id,
        minutes=minutes,
        asked=len(asked),
        planned=planned,
        answered=len(judged),
        skipped=len(skipped),
        criteria=results,
        overall=overall,
        overall_half_width=half_width,
        unscored=tuple(_unscored(turn, language) for turn in judged if _counts(turn)),
        strengths=_strengths([turn for turn in judged if not _is_off(turn)]),
        fix_first=_fix_first(judged, language),
        delivery=_delivery(judged, language),
        drills=_drills(judged, language),
        ended=ended,
        language=language,
        provenance=Provenance(agent="coach", index_version=session.index_version),
    )


def _counts(turn: Turn) -> bool:
    """Whether an answer without a score is a gap: the candidate's own questions are never scored."""
    return _scored(turn) is None and turn.question.phase is not Phase.THEIR_QUESTIONS


def _scored(turn: Turn) -> Score | None:
    return turn.verdict.score if turn.verdict is not None else None


def _unscored(turn: Turn, language: str) -> str:
    outcome = turn.verdict.outcome if turn.verdict is not None else None
    reason = reasons.unscored(outcome, language) if isinstance(outcome, Unscored) else ""
    return f"{quoted(shorten(plain(turn.question.text), 70), language)}: {reason}"


def _said_once(turns: Sequence[Turn], question_id: str) -> float:
    """The share of the words said to a question that are in no sentence which the same message had before."""
    words = new = 0
    for turn in turns:
        if turn.question.id != question_id or turn.message is None or turn.message.kind not in _SAID:
            continue
        said = [" ".join(_WORD.findall(sentence.casefold())) for sentence in sentences(turn.message.text)]
        words += sum(map(count_words, said))
        new += sum(map(count_words, set(said)))
    return new / words if words else 1.0


def _criterion(
    criterion: Criterion, judged: Sequence[Turn], language: str, once: Mapping[str, float]
) -> CriterionResult:
    turns = [turn for turn in judged if criterion.takes(turn.question) and _work(turn) is None]
    if criterion.delivery:
        # Whoever says one sentence again and again says it well once.
        values = [value * once[turn.question.id] for turn in turns if (value := _said_well(turn)) is not None]
        widths = [_DELIVERY_WIDTH] * len(values)
    else:
        scores = [score for turn in turns if (score := _scored(turn)) is not None]
        values = [score.value for score in scores]
        widths = [(score.high - score.low) / 2 for score in scores]
    for value, width in _of_work(criterion, judged):
        values.append(value)
        widths.append(width)
    if not values:
        return CriterionResult(name=named(criterion, language), weight=criterion.weight, value=None)
    mean = sum(values) / len(values)
    return CriterionResult(
        name=named(criterion, language),
        weight=criterion.weight,
        value=mean,
        half_width=_half_width(values, mean, widths),
        band=Band.of(mean),
        answers=len(values),
    )


def _work(turn: Turn) -> Work | None:
    return turn.verdict.work if turn.verdict is not None else None


def _of_work(criterion: Criterion, judged: Sequence[Turn]) -> Iterator[tuple[float, float]]:
    """What work that was handed in came to by `criterion`, with half the interval of each.

    Where the guide's own rubric gave the shares, a criterion takes the parts that are its; else the whole
    counts where the answer to the question does.
    """
    for turn in judged:
        work, score = _work(turn), _scored(turn)
        if work is None or score is None:
            continue
        named = parts_named(criterion.name, work.kind) if criterion.source is not None else ()
        half = (score.high - score.low) / 2
        if work.of_the_guide and named:
            met = mean_of([each for each in work.parts if each.part in named])
            if met is not None:
                yield met, half
        elif criterion.takes(turn.question) and not criterion.delivery:
            yield score.value, half


def _half_width(values: Sequence[float], mean: float, widths: Sequence[float]) -> float:
    """Half the mean's 80 % interval: the answers' spread and each one's own uncertainty together."""
    count = len(values)
    own = sqrt(sum(width * width for width in widths)) / count
    spread = sqrt(sum((value - mean) ** 2 for value in values) / (count - 1) / count) if count > 1 else 0.0
    return min(0.5, sqrt(own * own + (_EIGHTY_PERCENT * spread) ** 2))


def _said_well(turn: Turn) -> float | None:
    """How an answer was delivered, 0 to 1: length, fillers, hedges, "I", structure; None for next to nothing.

    Each of the five parts is worth a fifth. Typed text tells little about speech, so the parts are coarse.
    """
    verdict = turn.verdict
    if verdict is None or verdict.delivery is None or verdict.score is None:
        return None
    # Nothing that is said well is still nothing.
    if verdict.delivery.words < 8 or verdict.score.value < _SAYS_SOMETHING:
        return None
    spoken = verdict.delivery
    per_hundred = 100 / spoken.words
    parts = [
        _length(spoken),
        1.0 if spoken.fillers * per_hundred < 2 else 0.5 if spoken.fillers * per_hundred < 5 else 0.0,
        1.0 if spoken.hedges * per_hundred < 2 else 0.5 if spoken.hedges * per_hundred < 5 else 0.0,
        0.0 if spoken.first_person_plural > 2 * spoken.first_person_singular + 2 else 1.0,
        _structure(verdict),
    ]
    return sum(parts) / len(parts)


def _length(spoken: Delivery) -> float:
    if spoken.expected_seconds is None:
        return 1.0
    least, most = spoken.expected_seconds
    if spoken.seconds < least:
        return min(1.0, spoken.seconds / (0.7 * least))
    return max(0.0, min(1.0, 2.0 - spoken.seconds / (1.2 * most)))


def _structure(verdict: Verdict) -> float:
    parts = len(verdict.structure.found) + len(verdict.structure.missing)
    return len(verdict.structure.found) / parts if parts else 1.0


def _overall(results: Sequence[CriterionResult], criteria: Sequence[Criterion]) -> tuple[float | None, float]:
    """The weighted mean of what was scored; None where only delivery was, which says nothing by itself.

    Delivery keeps its share of the whole rubric however little was asked: one weak answer that was well put
    is a weak session.
    """
    pairs = [(result, criterion.delivery) for result, criterion in zip(results, criteria, strict=True)]
    known = [(result, delivery) for result, delivery in pairs if result.value is not None]
    content = sum(result.weight for result, delivery in known if not delivery)
    if not content:
        return None, 0.0
    most = content / sum(result.weight for result, delivery in pairs if not delivery)
    weighted = [(result.weight * (most if delivery else 1.0), result) for result, delivery in known]
    whole = sum(weight for weight, _ in weighted)
    mean = sum(weight * (result.value or 0.0) for weight, result in weighted) / whole
    width = sqrt(sum((weight * result.half_width) ** 2 for weight, result in weighted)) / whole
    return mean, width


def _value(turn: Turn, unknown: float) -> float:
    score = _scored(turn)
    return score.value if score is not None else unknown


def _strengths(judged: Sequence[Turn]) -> tuple[Cited, ...]:
    good = [turn for turn in judged if _value(turn, unknown=0.0) >= _SOLID]
    best = sorted(good, key=lambda turn: -_value(turn, unknown=0.0))
    return tuple(
        Cited(text=shorten(plain(turn.question.text), 90), sources=turn.question.sources[:1])
        for turn in best[:2]
    )


def _is_off(turn: Turn) -> bool:
    """Whether something in an answer is wrong: however much of it is right, nobody can lean on that."""
    verdict = turn.verdict
    return verdict is not None and bool(
        wrong_figures(verdict) or verdict.red_flags or any(is_turned(found) for found in _gaps(verdict))
    )


def _fix_first(judged: Sequence[Turn], language: str) -> tuple[Cited, ...]:
    """The three most useful things to mend: wrong figures, things not to say, the weightiest gaps."""
    found = (
        *_figures_off(judged, language),
        *_work_fails(judged, language),
        *_said_after_all(judged, language),
        *_left_out(judged, language),
    )
    return tuple(islice(found, _MOST_FIXES))


def _figures_off(judged: Sequence[Turn], language: str) -> Iterator[Cited]:
    figures = [figure for turn in judged if turn.verdict for figure in wrong_figures(turn.verdict)]
    if not figures:
        return
    right = "; ".join(
        told("report.figure", language, said=plain(f.said.quote), expected=f.expected)
        for f in figures[:2]
        if f.expected
    )
    if len(figures) > 2:
        right += told("report.more", language, count=len(figures) - 2)
    yield Cited(
        text=_one_or_more("report.one_figure", "report.figures", len(figures), language, right=right),
        sources=tuple(f.source for f in figures[:2] if f.source is not None),
    )


def _work_fails(judged: Sequence[Turn], language: str) -> Iterator[Cited]:
    """The first thing that each work that was handed in lacks, in the part of it that costs most.

    What was not said of it is told with all else that was not said.
    """
    for turn in judged:
        work = _work(turn)
        said = {each.key_point.text for each in turn.verdict.key_points} if turn.verdict else set()
        lacking = [
            (part, each)
            for part in (work.parts if work else ())
            for each in part.findings
            if each.mark is Mark.MISSED and each.about not in said
        ]
        if not lacking:
            continue
        part, missed = max(lacking, key=lambda found: found[0].weight * (1 - (found[0].met or 0.0)))
        sources = (missed.source,) if missed.source is not None else turn.question.sources[:1]
        yield Cited(text=finding_of_part(part, missed, language), sources=sources)


def _said_after_all(judged: Sequence[Turn], language: str) -> Iterator[Cited]:
    hits = [hit for turn in judged if turn.verdict for hit in turn.verdict.red_flags]
    for hit in hits[:1]:
        quote = plain(shorten(hit.evidence.quote, 90))
        yield Cited(text=told("report.avoided", language, said=quote), sources=(hit.source,))


def _left_out(judged: Sequence[Turn], language: str) -> Iterator[Cited]:
    """The weightiest gap of each question, by what the candidate was told of it: what is in doubt is none."""
    gaps = [
        (found, turn)
        for turn in judged
        if turn.verdict is not None and turn.question.phase is not Phase.THEIR_QUESTIONS
        for found in _gaps(turn.verdict)[:1]
    ]
    for found, turn in sorted(gaps, key=lambda gap: _value(gap[1], unknown=1.0)):
        what = addressed(found.key_point, language)
        given = {"asked": shorten(plain(turn.question.text), 60), "point": what.text}
        if is_turned(found) and found.evidence is not None:
            said = plain(shorten(found.evidence.quote, 90))
            text = told("report.against", language, said=said, **given)
        else:
            text = told("report.left_out_that" if what.is_clause else "report.left_out", language, **given)
        yield Cited(text=text, sources=(found.key_point.source,))


def _one_or_more(one: str, more: str, count: int, language: str, **given: object) -> str:
    return told(one if count == 1 else more, language, count=count, **given)


def _gaps(verdict: Verdict) -> list[KeyPointVerdict]:
    found = verdict.labelled(Label.CONTRADICTED, Label.MISSING)
    return [each for each in found if label_told(each) is not Label.UNSURE and not is_mixed_up(each, verdict)]


def _delivery(judged: Sequence[Turn], language: str) -> tuple[str, ...]:
    spoken = [
        turn.verdict.delivery
        for turn in judged
        if turn.verdict is not None and turn.verdict.delivery is not None
    ]
    we, i = sum(d.first_person_plural for d in spoken), sum(d.first_person_singular for d in spoken)
    notes: list[str] = []
    if we > i and we >= 4:
        times = [counted(each, "time") if language == ENGLISH else each for each in (we, i)]
        notes.append(told("report.we", language, we=times[0], own=times[1]))
    hedges, fillers = sum(d.hedges for d in spoken), sum(d.fillers for d in spoken)
    if hedges >= 5:
        notes.append(told("report.hedges", language, count=hedges))
    if fillers >= 5:
        notes.append(told("report.fillers", language, count=fillers))
    return tuple(notes)


def _drills(judged: Sequence[Turn], language: str) -> tuple[Drill, ...]:
    """What to practise before the next interview, by kind."""
    weak = [turn for turn in judged if _value(turn, unknown=1.0) < _SOLID]
    verdicts = [turn.verdict for turn in judged if turn.verdict is not None]
    wrong = [figure for verdict in verdicts for figure in wrong_figures(verdict)]
    hits = [hit for verdict in verdicts for hit in verdict.red_flags]
    drills: list[Drill] = []
    if weak:
        places = tuple(turn.question.sources[0] for turn in weak[:3] if turn.question.sources)
        fell_short = _one_or_more("report.one_short", "report.short", len(weak), language)
        drills.append(Drill(text=fell_short, command="interview drill", sources=places))
    if wrong:
        places = tuple(figure.source for figure in wrong[:3] if figure.source is not None)
        text = _one_or_more("report.one_by_heart", "report.by_heart", len(wrong), language)
        drills.append(Drill(text=text, command="interview drill --kind facts", sources=places))
    if hits:
        text = _one_or_more("report.one_better", "report.better", len(hits), language)
        places = tuple(hit.source for hit in hits[:3])
        drills.append(Drill(text=text, command="interview drill --kind red-flags", sources=places))
    return tuple(drills)
