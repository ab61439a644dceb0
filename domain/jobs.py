"""Work that takes longer than a request may: asked for, queued, done by whoever has time."""

from __future__ import annotations

from enum import StrEnum

from domain.values import Count, Frozen, Moment


class JobKind(StrEnum):
    """What is to be done."""

    INDEX = "index"
    """Read the guides and index them, so that the next interview begins at once."""
    RESCORE = "rescore"
    """Judge a session's answers again, by today's evaluator."""


class JobState(StrEnum):
    """How far it has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Frozen):
    """A piece of work of one user; no content stands in it.

    `session_id` is whose answers are judged again, `judge` by whom, "" where it is about nothing of the kind.
    `tries` is how often it was begun: once more where a worker died over it. `problem` is why it failed, the
    name of a kind of problem.
    """

    id: str
    kind: JobKind
    state: JobState = JobState.QUEUED
    session_id: str = ""
    judge: str = ""
    queued_at: Moment
    begun_at: Moment | None = None
    ended_at: Moment | None = None
    tries: Count = 0
    problem: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done about it."""
        return self.state in {JobState.DONE, JobState.FAILED}
