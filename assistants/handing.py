"""Work that an assistant sends for a task: whether it fits there, and how it is put there."""

from __future__ import annotations

from dataclasses import dataclass

from app.session.bench import MOST, Bench, Sheet
from app.session.sheets import is_unchanged, sheet_for
from app.session.stages import told_stage
from domain.errors import BadSetting
from domain.interview import CandidateMessage, Turn, TurnKind
from domain.shown import shown
from domain.work import Stage, StageTime, WorkKind

_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Sent:
    """Work for `turn`: `text` is code, findings or a design, `better` a better version of reviewed code.

    A sheet that is "" stays as it stands.
    """

    turn: Turn
    text: str = ""
    better: str = ""

    @property
    def words(self) -> list[str]:
        """What is typed at a terminal to put it there; its editor then gives `text`."""
        edited = ["/edit"] if self.text else []
        return [*edited, f"{_FENCE}\n{self.better}\n{_FENCE}"] if self.better else edited

    def is_in(self, before: CandidateMessage) -> bool:
        """Whether `before` handed in this, or what stood where nothing was sent."""
        if before.work is None:
            return False
        unchanged = is_unchanged(self.better, self.turn.question, Sheet.BETTER)
        same = self.text.strip() in ("", before.work.text.strip())
        return same and (unchanged or self.better.strip() == before.work.better.strip())


def sent(turn: Turn, text: str, better: str = "") -> Sent:
    """What is sent for `turn`, as it is put there. Raises `BadSetting` where the turn takes none like it."""
    for sheet in (text, better):
        if len(sheet) > MOST:
            raise BadSetting(f"The work has {len(sheet):,} characters; {MOST:,} is the most a task takes.")
    kind = turn.question.work
    if kind is None:
        raise BadSetting(
            f"Turn {turn.number} asks for nothing to hand in: send what the candidate says with answer."
        )
    if better.strip() and kind is not WorkKind.REVIEW:
        raise BadSetting(
            f"`better` is for a review, and turn {turn.number} asks for {kind.value}: send `text`."
        )
    if text.strip() and asks_for_better(turn):
        raise BadSetting(
            f"Turn {turn.number} asks for the better version of the code, and the findings are handed in: "
            "send it as `better`."
        )
    return Sent(turn, clean(text), clean(better))


def asks_for_better(turn: Turn) -> bool:
    """Whether `turn` asks for the better version of the code that was reviewed."""
    return turn.question.work is WorkKind.REVIEW and sheet_for(turn) is Sheet.BETTER


def stands(text: str, number: int, turns: list[Turn], bench: Bench) -> bool:
    """Whether `text` was written down last for turn `number`: findings and a design are collected, and one
    that is sent again after a time-out is no second one."""
    turn = next((each for each in turns if each.number == number), None)
    if turn is None or turn.question.work in (None, WorkKind.CODE):
        return False
    of_it = [each for each in turns if each.question.id == turn.question.id]
    if any(each.kind is TurnKind.FOLLOW_UP for each in of_it):
        # Words answer the follow-up then.
        return False
    return f"\n{bench.text(turn.question.id)}".rstrip("\n").endswith(f"\n{text}")


@dataclass(frozen=True, slots=True)
class Begun:
    """Work as it stands for a task, sheet for sheet, and the stage of a design that it is in."""

    written: str = ""
    better: str = ""
    stage: Stage | None = None


def begun_at(turn: Turn | None, bench: Bench) -> Begun:
    """What stands for the task of `turn`; nothing where it is none."""
    if turn is None or turn.question.work is None:
        return Begun()
    written, better = (bench.text(turn.question.id, sheet) for sheet in Sheet)
    stages = turn.question.stages
    at = min(bench.stage(turn.question.id), len(stages) - 1)
    return Begun(written, better, stages[at].stage if stages else None)


def stages_left(turns: list[Turn], waiting: Stage | None) -> set[str]:
    """What was told of stages that a design in `turns` is not in, when `waiting` is the one it is in."""
    return {
        told_stage(each, turn.question.language)
        for turn in turns
        for each in turn.question.stages
        if each.stage is not waiting
    }


def check_stage_after(stage: Stage, turn: Turn) -> None:
    """Raise `BadSetting` where no stage comes after `stage` before the design is handed in."""
    before_the_last: tuple[StageTime, ...] = turn.question.stages[:-2]
    if not turn.question.stages:
        raise BadSetting(f"Turn {turn.number} asks for no design in stages.")
    if all(each.stage is not stage for each in before_the_last):
        raise BadSetting(f"After {stage.value} the design is handed in (hand_in); nothing comes before that.")


def clean(text: str) -> str:
    """`text` as it may be shown, with the line ends of a terminal; "" where there is nothing in it."""
    return shown(text.replace("\r\n", "\n")) if text.strip() else ""
