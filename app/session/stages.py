"""The stages of a design: which it is in, what belongs there, and when its time is over."""

from __future__ import annotations

from app.display.front import Front
from app.display.labels import label
from app.session.bench import Bench
from domain.interview import Turn
from domain.work import About, Stage, StageTime

_ASKED_FOR = {
    Stage.REQUIREMENTS: "design_ask_first",
    Stage.HIGH_LEVEL: "design_draw",
    Stage.DETAIL: "design_go_deep",
}
"""What belongs in a stage; what belongs in the last is asked by the interviewer."""


class Stages:
    """Tells on `screen` how a design goes from stage to stage; `bench` keeps in which it is.

    The last stage begins when the requirement changes, which is a follow-up.
    """

    def __init__(self, screen: Front, bench: Bench) -> None:
        self._screen = screen
        self._bench = bench
        self._since = 0.0
        self._over = False

    def begin(self, turn: Turn, now: float, *, handed_in: bool) -> None:
        """Tell the stage that a design begins in, or goes on in; `now` is the clock, in seconds."""
        if turn.question.stages and not handed_in:
            self._enter(turn, now)

    def follow_up(self, turn: Turn, now: float) -> None:
        """Enter the last stage where the requirement changed."""
        changed = turn.follow_up is not None and turn.follow_up.aim == About.CHANGED
        last = len(turn.question.stages) - 1
        if changed and self._bench.stage(turn.question.id) < last:
            while self._bench.stage(turn.question.id) < last:
                self._bench.go_on(turn.question.id)
            self._enter(turn, now)

    def go_on(self, turn: Turn, now: float) -> bool:
        """Go on to the next stage; whether there is one that is not the interviewer's to begin."""
        if self._bench.stage(turn.question.id) >= len(turn.question.stages) - 2:
            return False
        self._bench.go_on(turn.question.id)
        self._enter(turn, now)
        return True

    def tell_time(self, turn: Turn, now: float) -> None:
        """Say once that the time of the stage is over."""
        stages = turn.question.stages
        at = self._bench.stage(turn.question.id)
        if not self._over and at < len(stages) - 2 and now - self._since > stages[at].seconds:
            self._over = True
            self._screen.tell("design_over")

    def _enter(self, turn: Turn, now: float) -> None:
        self._since, self._over = now, False
        stage = turn.question.stages[min(self._bench.stage(turn.question.id), len(turn.question.stages) - 1)]
        self._screen.notice(told_stage(stage, turn.question.language))


def told_stage(stage: StageTime, language: str) -> str:
    """A stage with its time, and what belongs there, as it is told."""
    minutes = max(1, round(stage.seconds / 60))
    told = label(f"stage_{stage.stage.value}", language, minutes=minutes)
    what = _ASKED_FOR.get(stage.stage)
    return f"{told}: {label(what, language)}" if what is not None else told
