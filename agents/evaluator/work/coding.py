"""A solution to a coding task: what it does, how it is written, what was asked and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from agents.evaluator.batch import asked as question_of
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from agents.evaluator.work.verdict import as_verdict
from domain.guide import TalkingPoint
from domain.verdict import Verdict
from domain.work import CodeWork, Work, WorkKind, WorkPart
from domain.worked import Worked
from knowledge.entailment.model import Entailment
from rounds.coding.behaviour import Behaviour, NotRun, tried
from rounds.coding.evidence import own_examples
from rounds.coding.examples import Origin, in_code
from rounds.coding.judging import judged
from rounds.coding.pseudo import is_pseudo
from rounds.coding.snippets import Language, language_of, says_nothing
from rounds.coding.sql.judging import tried_sql
from rounds.coding.structure import Aspect, Noted, noted
from rounds.coding.task import CodingTask, task_of
from rounds.questions import is_question
from rounds.sandbox.running import Sandbox
from rounds.shares import shares_of


def judge_code(
    done: Worked,
    point: TalkingPoint,
    points: Sequence[TalkingPoint],
    sandbox: Sandbox | None,
    entailment: Entailment | None,
    *,
    index_version: str = "",
) -> Verdict:
    """The verdict on what was `done` on the task `point`; it takes as long as the sandbox does.

    `points` are all talking points of the guides: their rubric gives the shares. Where nobody was there to be
    asked and to listen, what was not asked and not said is unscored.
    """
    heard = done.work is None or not done.work.alone
    task = task_of(point)
    code = done.work.text if done.work is not None else ""
    behaviour, structure = read(task, code, sandbox)
    talk = _talk(task, done.said, entailment) if done.said or heard else None
    asked = tuple(each for each in done.asked if is_question(each)) if done.asked or heard else None
    shares, own = shares_of(points, WorkKind.CODE)
    said = talk.score.value if talk is not None and talk.score is not None else None
    work = judged(code, shares, own, behaviour, structure, asked, said)
    return as_verdict(work, talk, index_version)


def said_points(point: TalkingPoint) -> TalkingPoint:
    """`point` with those of its key points alone that are to be said of the solution."""
    said = task_of(point).said
    return point.model_copy(update={"key_points": said, "text": "\n".join(key.text for key in said)})


def run_examples(point: TalkingPoint, code: str, sandbox: Sandbox | None) -> CodeWork:
    """What `code` does and how it is written, for a candidate who tries it and has not handed it in."""
    behaviour, structure = read(task_of(point), code, sandbox)
    shares, own = shares_of((), WorkKind.CODE)
    return judged(code, shares, own, behaviour, structure, None, None)


def read(task: CodingTask, code: str, sandbox: Sandbox | None) -> tuple[Behaviour, tuple[Noted, ...]]:
    """What `code` does and how it is written; a language that is not Python is told, and neither."""
    if says_nothing(code):
        return Behaviour(not_run=NotRun.NOTHING), ()
    language = language_of(code)
    if task.language is Language.SQL and language is not Language.PYTHON:
        return tried_sql(task.point.text, code), ()
    if language is not Language.PYTHON and is_pseudo(code):
        return Behaviour(not_run=NotRun.PSEUDO), ()
    if language is not Language.PYTHON:
        return Behaviour(not_run=NotRun.OTHER_LANGUAGE, why=(language.value,)), ()
    behaviour = tried(code, (*task.examples, *in_code(code, Origin.CANDIDATE)), sandbox)
    return behaviour, (*noted(code, task.point.text), *_tested(behaviour))


def with_talk(work: Work, talk: Verdict) -> Verdict:
    """The verdict on `work` where what was said of it was looked at again, which `talk` is the verdict on."""
    met = talk.score.value if talk.score is not None else None
    parts = tuple(
        part.model_copy(update={"met": met}) if part.part is WorkPart.TALK else part for part in work.parts
    )
    again = work.model_copy(update={"parts": parts})
    return as_verdict(again, talk, talk.provenance.index_version)


def _tested(behaviour: Behaviour) -> tuple[Noted, ...]:
    """The candidate's own examples, where there are some."""
    own = own_examples(behaviour)
    if not own:
        return ()
    failed = next((each for each in own if not each.passed), None)
    line = (failed or own[0]).example
    return (
        Noted(
            aspect=Aspect.TESTS,
            passed=failed is None,
            line=line.line if line is not None else None,
            figure=len(own),
        ),
    )


def _talk(task: CodingTask, said: Sequence[str], entailment: Entailment | None) -> Verdict | None:
    if not task.said:
        return None
    point = said_points(task.point)
    return draft("\n".join(said), question_of(point), point, Material(), entailment=entailment).verdict
