"""The interviewer at a task: how it is put, and what is said to whoever asks and thinks aloud."""

from __future__ import annotations

from agents.sayings import options
from domain.guide import TalkingPoint
from domain.interview import MessageKind
from language.wording import pick, plain, shorten
from rounds.coding.task import CodingTask, task_of

_CALL = 90


def put(point: TalkingPoint, language: str) -> str:
    """The task as the guide states it, line by line; nothing of its solution."""
    task = task_of(point)
    (told,) = options("interviewer", language, "task.put")
    title = plain(point.title).rstrip(".。:：")
    return "\n".join([told.format(title=title), *(plain(line) for line in task.statement)])


def answered(kind: MessageKind, point: TalkingPoint, asked_before: int, language: str, seed: object) -> str:
    """What is said to a question about the task, or to what was thought aloud.

    `asked_before` counts the questions so far: each brings an example that the guide has and the statement
    does not show, as long as there is one.
    """
    if kind is not MessageKind.ASK:
        return pick(options("interviewer", language, "task.go_on"), seed)
    hidden = _hidden(task_of(point))
    if asked_before >= len(hidden):
        return pick(options("interviewer", language, "task.decide"), seed)
    call, wanted = hidden[asked_before]
    wording = pick(options("interviewer", language, "task.example"), seed)
    return wording.format(call=shorten(call, _CALL), wanted=shorten(wanted, _CALL))


def _hidden(task: CodingTask) -> list[tuple[str, str]]:
    """The guide's examples, call and outcome, that do not stand in what is shown of the task."""
    shown = "".join("".join(task.statement).split())
    return [
        (each.call, each.wanted)
        for each in task.examples
        if "".join(each.call.split()) not in shown and not each.setup
    ]
