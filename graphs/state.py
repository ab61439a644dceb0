"""What an interview's graph carries from node to node, and what it is given for a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypedDict

from domain.days import Where
from knowledge.base import KnowledgeBase
from memory.mastery import MasteryStore
from memory.store import SessionStore
from models.account import Account
from models.language_model import LanguageModel
from rounds.sandbox.running import Sandbox

Json = dict[str, Any]


class InterviewState(TypedDict, total=False):
    """Plain JSON throughout, of constant size: what was said lives in the session store, turn by turn.

    Values are dumps of domain models, so that a stored session never depends on where a class stands.
    """

    session: Json
    """`Session`: the settings, and the counts so far."""
    agenda: Json
    """`Agenda`, the whole of it; `position` says how far the interview is."""
    position: int
    question: Json
    """`Question` now being answered."""
    asked: str
    """The words the candidate is answering: the question's, or the follow-up's."""
    turn: int
    """The number of the turn that is waiting or was answered last."""
    message: Json
    """`CandidateMessage` of that turn."""
    hints: int
    """How many hints were given on this question."""
    answers: list[str]
    """What was said to this question so far, follow-ups included."""
    earlier: list[str]
    """The last few answers to other questions, shortened; self-contradictions are looked for in them."""
    verdict: Json | None
    """`Verdict` on `answers`."""
    weakness: Json | None
    """`Weakness` the next follow-up would dig at, None where there is none."""
    follow_ups: list[Json]
    """The `FollowUp`s this question had."""
    probed: list[str]
    """The last few follow-ups of the session, oldest first, so that none is heard twice in a row."""
    elapsed: float
    """Seconds the candidate has been speaking."""
    scored: int
    score_sum: float
    closed: Json | None
    """The turn that was coached last and the score it was counted with; it may be objected to until the next
    is. None where its question is asked again."""
    ended: str
    """Why the interview ended, in words for the report."""
    route: str
    """Why the graph went where it went last."""
    times: list[int]
    """In a drill: how often each item of the agenda was practised before."""


@dataclass(frozen=True, slots=True)
class InterviewContext:
    """Run-scoped dependencies. Never checkpointed."""

    knowledge: KnowledgeBase
    store: SessionStore
    now: Callable[[], datetime]
    models: Mapping[str, LanguageModel] = field(default_factory=dict)
    """Language models by agent ("interviewer", "follow_up_prober", "evaluator", "coach")."""
    mastery: MasteryStore | None = None
    """What was practised so far; without it nothing is remembered, and nothing is due."""
    account: Account | None = None
    """What `models` use in this session and may use; without it nothing of that is kept."""
    unmasked: bool = False
    """Whether masking of personal data is switched off; the session then says so."""
    sees_words: bool = True
    """Whether whoever watches is shown words while they are written; a file and a pipe are not."""
    zone: Where = UTC
    """Where the candidate is, whose days decide what is due; None is the zone of this machine."""
    sandbox: Sandbox | None = None
    """Where code that was handed in runs; without it, it is read."""
