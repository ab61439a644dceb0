"""The interviewer at a task: how it is put, and what is said to whoever asks and thinks aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agents.sayings import options
from domain.guide import TalkingPoint
from domain.interview import AgendaItem, MessageKind
from domain.later import later
from domain.work import StageTime, WorkKind
from knowledge.base import KnowledgeBase
from language.wording import pick, plain, shorten, upper_first
from rounds.tasks import stages_of

if TYPE_CHECKING:
    from rounds import stated
else:
    stated = later("rounds.stated")

_CALL = 90


@dataclass(frozen=True, slots=True)
class Asking:
    """A task that is being worked on, and the questions about it so far, the last among them."""

    kind: WorkKind
    point: TalkingPoint
    asked: Sequence[str]
    language: str


@dataclass(frozen=True, slots=True)
class Put:
    """A task as it is put: its `text`, what is handed in, the code that is shown, and a design's stages."""

    text: str
    work: WorkKind
    shown: str
    stages: tuple[StageTime, ...]

    @property
    def fields(self) -> dict[str, Any]:
        """What of it a question has besides its text."""
        return {"work": self.work, "shown": self.shown, "stages": self.stages}


def task_of(point: TalkingPoint, item: AgendaItem, knowledge: KnowledgeBase, language: str) -> Put | None:
    """The task that `item` asks for; None where words answer it."""
    if item.work is None:
        return None
    return Put(
        put(point, item.work, knowledge.lines_of(point.source.guide), language),
        item.work,
        stated.code_shown(point, item.work),
        stages_of(point, item.work, item.seconds),
    )


def put(point: TalkingPoint, kind: WorkKind, raw: Sequence[str], language: str) -> str:
    """The task as the guide states it, line by line; nothing of its solution.

    `raw` are all lines of its guide.
    """
    (told,) = options("interviewer", language, f"task.put_{kind.value}")
    title = plain(point.title).rstrip(".。:：")
    lines = (plain(line) for line in stated.statement_of(point, kind, raw))
    asked = options("interviewer", language, f"task.ask_{kind.value}") if kind is not WorkKind.CODE else ()
    return "\n".join([told.format(title=title), *(line for line in lines if line != title), *asked[:1]])


def answered(kind: MessageKind, task: Asking, seed: object) -> str:
    """What is said to the last question about a task, or to what was thought aloud.

    The guide's answer, where it has one; at a task to code each question brings an example that the guide has
    and the statement does not show, as long as there is one.
    """
    language = task.language
    if kind is not MessageKind.ASK:
        return pick(options("interviewer", language, "task.go_on"), seed)
    if task.kind is WorkKind.DESIGN and (answer := stated.answer_of(task.point, task.asked[-1])):
        wording = pick(options("interviewer", language, "task.answer"), seed)
        return wording.format(answer=upper_first(plain(answer)).rstrip(".。"))
    hidden = stated.examples_hidden(task.point) if task.kind is WorkKind.CODE else []
    before = len(task.asked) - 1
    if before >= len(hidden):
        return pick(options("interviewer", language, "task.decide"), seed)
    call, wanted = hidden[before]
    wording = pick(options("interviewer", language, "task.example"), seed)
    return wording.format(call=shorten(call, _CALL), wanted=shorten(wanted, _CALL))
