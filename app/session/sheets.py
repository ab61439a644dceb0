"""The sheets that work is written on: which is being worked on, how it opens, and what is said of it."""

from __future__ import annotations

from app.session.bench import Bench, Sheet
from domain.interview import Question, Turn
from domain.work import About, HandedIn, WorkKind

_ENDINGS = {WorkKind.CODE: ".py", WorkKind.REVIEW: ".txt", WorkKind.DESIGN: ".md"}


def sheet_for(turn: Turn) -> Sheet:
    """Which sheet is worked on: the better version once it was asked for, else the work itself."""
    asked = turn.follow_up is not None and turn.follow_up.aim == About.BETTER
    return Sheet.BETTER if asked else Sheet.WORK


def opened_on(question: Question, sheet: Sheet) -> str:
    """What an empty sheet opens on: the shown code for a better version, else the task, as a remark."""
    if sheet is Sheet.BETTER:
        return f"{question.shown}\n"
    if question.work is WorkKind.CODE:
        title = question.text.replace("\n", "\n# ")
        return f"# {title}\n\n"
    return ""


def is_unchanged(text: str, question: Question, sheet: Sheet) -> bool:
    """Whether nothing was written on a sheet, or no more than stood there."""
    return not text.strip() or (sheet is Sheet.BETTER and text.strip() == question.shown.strip())


def handed_in(bench: Bench, turn: Turn) -> HandedIn | None:
    """What is handed in to `turn`, as it stands; None where nothing was written for it, or changed."""
    question, sheet = turn.question, sheet_for(turn)
    assert question.work is not None
    if is_unchanged(bench.text(question.id, sheet), question, sheet):
        return None
    work, better = (bench.text(question.id, each) for each in Sheet)
    return HandedIn(kind=question.work, text=work, better=better, runs=bench.runs(question.id))


def name_ending(question: Question, sheet: Sheet) -> str:
    """How the name of the file ends in which a sheet is edited."""
    assert question.work is not None
    return ".py" if sheet is Sheet.BETTER else _ENDINGS[question.work]


def label_of(key: str, question: Question, sheet: Sheet) -> str:
    """The label for `key` that speaks of this sheet: code is what it speaks of where it says nothing else."""
    if sheet is Sheet.BETTER:
        return f"{key}_better"
    return key if question.work is WorkKind.CODE else f"{key}_{question.work}"
