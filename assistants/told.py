"""What a call is answered with: typed, so that an assistant need not read it out of a text."""

from __future__ import annotations

from collections.abc import Sequence

from app.display import words
from app.display.labels import label, of_finding
from app.display.rounds import speaker
from app.display.worked import numbered, sections, tried_rows
from app.practice.practising import Went
from assistants.front import Asked
from assistants.handing import asks_for_better
from domain.guide import Source
from domain.interview import Mode, Phase, Session, SessionStatus, Turn, TurnKind
from domain.objection import OPEN_TO_OBJECTION
from domain.report import Cited, CriterionResult
from domain.report import Report as Made
from domain.values import Count, Frozen, Share
from domain.verdict import Band, Label, Verdict
from domain.work import Stage, StageTime, Work, WorkKind

DRILL = "drill:"
"""What the name of a drill begins with: drills and interviews are numbered apart."""


def name_of(session: Session) -> str:
    """How a session is called here."""
    return f"{DRILL}{session.id}" if session.drill else session.id


class Line(Frozen):
    """A sentence, and the places in the guides it stands on ("platform.md:38–39")."""

    text: str
    places: tuple[str, ...] = ()


class Question(Frozen):
    """What waits for an answer. `say` is what the candidate is to hear, word for word, from `who`.

    `turn` is the number that the answer is sent to. `position` counts questions from 1 of those `planned`,
    `follow_up` those of this question from 1, 0 where it is none. `seconds` is the time a good answer takes.
    `hand_in` says what is to be handed in beside what is said, None where words alone answer: code, a review
    (findings) or a design; `better` that it is the better version of reviewed code now. `shown` is code that
    the candidate is to see, each line with its number. `stages` are a design's, with their times in seconds,
    and `stage` the one it is in.
    """

    turn: int
    kind: TurnKind
    who: str
    say: str
    question: str
    phase: Phase
    position: Count
    planned: Count
    follow_up: Count
    seconds: int
    language: str
    hand_in: WorkKind | None = None
    better: bool = False
    shown: str = ""
    stages: tuple[StageTime, ...] = ()
    stage: Stage | None = None


class KeyPoint(Frozen):
    """One thing a strong answer says, and what became of it; `quote` are the candidate's own words for it.

    `open` is the number by which it may be objected to, 0 where it counts in full already.
    """

    open: Count = 0
    text: str
    heard: Label
    quote: str = ""
    place: str


class Advised(Frozen):
    """A part of the advice: what landed, what is not sure, what is missing, what to check."""

    title: str
    lines: tuple[Line, ...]


class Feedback(Frozen):
    """What was made of the answers to one question.

    `outcome` is what the candidate is told ("Solid · 71 (62–80)", or why there is no score). `score`, `low`
    and `high` are 0 to 1, None where it is unscored, and never to be replaced by a guess. `work` is what was
    found of code, a review or a design. `judged_by` names who judged.
    """

    turn: int
    question: str
    outcome: str
    score: Share | None = None
    low: Share | None = None
    high: Share | None = None
    band: Band | None = None
    key_points: tuple[KeyPoint, ...] = ()
    opening: str = ""
    advice: tuple[Advised, ...] = ()
    say_first: Line | None = None
    better_answer: tuple[Line, ...] = ()
    work: tuple[str, ...] = ()
    judged_by: str


class Criterion(Frozen):
    """A criterion of the rubric; `outcome` is "62 (54–70)", or that no answer was scored."""

    name: str
    weight: Share
    outcome: str


class Report(Frozen):
    """What a session came to.

    `overall` is 0 to 1, None where nothing was scored, and `outcome` is it as it is told. `unscored` gives a
    reason for each answer that could not be judged, and is left out of every figure.
    """

    facts: tuple[str, ...]
    overall: Share | None = None
    outcome: str = ""
    criteria: tuple[Criterion, ...] = ()
    strengths: tuple[Line, ...] = ()
    fix_first: tuple[Line, ...] = ()
    delivery: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    language_model: str = ""


class Drilled(Frozen):
    """How a question of a drill went, and in how many days it comes back (None: that is not known)."""

    title: str
    rated: str
    days: int | None = None


class Standing(Frozen):
    """Where a session stands.

    `question` is what waits for an answer, None at the end. `feedback` is what was made of what was said
    last; in a real interview it comes at the end, all of it. `notices` are for the candidate's eyes.
    `asked_back` is what to ask the candidate before what they said can be used: nothing was kept of it.
    `written` is the code, the findings or the design as it stands for the task and is not handed in yet,
    `better` the better version of reviewed code, `tried` what came of trying it. `typed_elsewhere` was begun
    in another window and not sent.
    """

    session: str
    status: SessionStatus
    mode: Mode
    question: Question | None = None
    feedback: tuple[Feedback, ...] = ()
    notices: tuple[str, ...] = ()
    asked_back: str = ""
    written: str = ""
    better: str = ""
    tried: tuple[str, ...] = ()
    typed_elsewhere: str = ""
    drilled: tuple[Drilled, ...] = ()
    report: Report | None = None


def question(asked: Asked, stage: Stage | None) -> Question:
    """What waits for an answer; `stage` is the one that a design is in."""
    turn = asked.turn
    return Question(
        turn=turn.number,
        kind=turn.kind,
        who=speaker(turn),
        say=turn.said,
        question=turn.question.text,
        phase=turn.question.phase,
        position=asked.position,
        planned=asked.planned,
        follow_up=asked.follow_ups,
        seconds=turn.question.seconds,
        language=turn.question.language,
        hand_in=turn.question.work,
        better=asks_for_better(turn),
        shown=numbered(turn.question.shown),
        stages=turn.question.stages,
        stage=stage,
    )


def feedback(turn: Turn) -> Feedback | None:
    """What was made of what `turn` closes; None where nothing was yet."""
    verdict, advice, language = turn.verdict, turn.advice, turn.question.language
    if verdict is None or advice is None:
        return None
    score = verdict.score
    return Feedback(
        turn=turn.number,
        question=turn.question.text,
        outcome=words.outcome(verdict, language),
        score=score.value if score is not None else None,
        low=score.low if score is not None else None,
        high=score.high if score is not None else None,
        band=score.band if score is not None else None,
        key_points=_key_points(verdict),
        opening=advice.opening,
        advice=tuple(
            Advised(title=of_finding(title, language), lines=lines(found))
            for title, found in advice.findings
            if found
        ),
        say_first=_line(advice.say_first) if advice.say_first is not None else None,
        better_answer=lines(advice.better_answer),
        work=tuple(
            f"{section.title}: {row.sign} {row.text}"
            for section in sections(verdict, language)
            for row in section.rows
        ),
        judged_by=words.judged_by(verdict, language),
    )


def lines(found: Sequence[Cited]) -> tuple[Line, ...]:
    """Sentences with where they stand."""
    return tuple(_line(each) for each in found)


def tried(work: Work, language: str) -> tuple[str, ...]:
    """What came of work that was tried: a line for each example, or the drawing as it was read."""
    return tuple(f"{row.sign} {row.text}" for row in tried_rows(work, language))


def report(made: Made, session: Session) -> Report:
    """The report as it is told."""
    overall = made.overall
    return Report(
        facts=tuple(words.facts(made, session)),
        overall=overall,
        outcome=words.mean(overall, made.overall_half_width) if overall is not None else "",
        criteria=tuple(_criterion(each, made.language) for each in made.criteria),
        strengths=lines(made.strengths),
        fix_first=lines(made.fix_first),
        delivery=made.delivery,
        unscored=made.unscored,
        next=tuple(f"{drill.text} · {drill.command}" for drill in made.drills),
        language_model=made.model,
    )


def drilled(went: Sequence[Went], language: str) -> tuple[Drilled, ...]:
    """How each question of a drill went."""
    return tuple(Drilled(title=each.title, rated=each.rated(language), days=each.days) for each in went)


def _criterion(found: CriterionResult, language: str) -> Criterion:
    value = found.value
    told = label("no_answer_scored", language) if value is None else words.mean(value, found.half_width)
    return Criterion(name=found.name, weight=found.weight, outcome=told)


def _line(cited: Cited) -> Line:
    return Line(text=cited.text, places=_places(cited.sources))


def _places(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(str(source) for source in sources)


def _key_points(verdict: Verdict) -> tuple[KeyPoint, ...]:
    numbers = {each.key_point.id: at for at, each in enumerate(verdict.labelled(*OPEN_TO_OBJECTION), start=1)}
    return tuple(
        KeyPoint(
            open=numbers.get(each.key_point.id, 0),
            text=each.key_point.text,
            heard=each.label,
            quote=each.evidence.quote if each.evidence is not None else "",
            place=str(each.key_point.source),
        )
        for each in verdict.key_points
    )
