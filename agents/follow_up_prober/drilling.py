"""Once more: the follow-up to a figure that was not exact, or a wording that was not better."""

from __future__ import annotations

from collections.abc import Sequence

from agents.follow_up_prober.policy import GOOD_ENOUGH, Target, Weakness
from domain.interview import FollowUp, Question
from domain.verdict import Provenance, Verdict
from language.wording import pick, upper_first

_BETTER = 0.6
"""A better wording is good enough from this score on: the words are the candidate's to choose."""
_AGAIN = ("Once more, exactly.", "Try again, to the digit.", "And exactly?")
_AVOID = (
    "That was the very thing you meant to avoid. Once more, without it.",
    "You said it. Leave it out, and start with what is true.",
)
_REWORD = (
    "You stayed away from it. Now say what your guide would say.",
    "Closer to what is true, please: what do you really mean by it?",
    "Say it once more, so that I learn something from it.",
)


def inexact(verdict: Verdict, shortfalls: Sequence[str]) -> Weakness | None:
    """What a fact still lacks, in words that do not say the figure; None where it sits."""
    if verdict.score is None or (verdict.score.value >= GOOD_ENOUGH and not shortfalls):
        return None
    return Weakness(target=Target.FIGURE, why="; ".join(shortfalls))


def not_better(verdict: Verdict) -> Weakness | None:
    """What a rewording of a red flag still lacks, None where it is better."""
    if verdict.red_flags:
        return Weakness(target=Target.CONTRADICTION, why="the red flag itself was said")
    if verdict.score is None or verdict.score.value >= _BETTER:
        return None
    return Weakness(target=Target.BACK_TO_QUESTION, why="it is not what your guide would say instead")


def once_more(
    target: Weakness, question: Question, earlier: Sequence[FollowUp], *, seed: int, index_version: str
) -> FollowUp:
    """The follow-up at `target`."""
    mark = (seed, question.id)
    match target.target:
        case Target.FIGURE:
            ask = _unlike(_AGAIN, earlier, mark)
            text = f"{upper_first(target.why)}. {ask}"
        case Target.CONTRADICTION:
            text = _unlike(_AVOID, earlier, mark)
        case _:
            text = _unlike(_REWORD, earlier, mark)
    return FollowUp(
        text=text,
        aim=target.target.value,
        why=target.why,
        sources=question.sources[:1],
        provenance=Provenance(agent="follow_up_prober", index_version=index_version),
    )


def _unlike(options: Sequence[str], earlier: Sequence[FollowUp], seed: object) -> str:
    unused = [option for option in options if not any(option in done.text for done in earlier)]
    return pick(unused or options, seed, len(earlier))
