"""The turns of one question: what came before the last answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agents.follow_up_prober.policy import TO_THE_QUESTION
from domain.interview import FollowUp
from domain.later import later
from domain.verdict import Verdict

if TYPE_CHECKING:
    from agents.evaluator import turns
else:
    turns = later("agents.evaluator.turns")


def before(
    answers: Sequence[str], follow_ups: Sequence[FollowUp], verdict: Verdict | None
) -> turns.Before | None:
    """What the last of `answers` comes after, `verdict` being on those before it.

    None where it is the first, and where its follow-up led to the question or began it anew: whoever answers
    then is judged on all that was said.
    """
    if verdict is None or len(answers) < 2 or not follow_ups or follow_ups[-1].aim in TO_THE_QUESTION:
        return None
    return turns.Before("\n".join(answers[:-1]), verdict, follow_ups[-1].aim)
