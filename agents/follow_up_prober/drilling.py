"""Once more: the follow-up to a figure that was not exact, or a wording that was not better."""

from __future__ import annotations

from collections.abc import Sequence

from agents.follow_up_prober.policy import GOOD_ENOUGH, Target, Weakness
from agents.sayings import options
from domain.interview import ENGLISH, FollowUp, Question
from domain.verdict import Provenance, Verdict
from language.wording import pick, upper_first

_BETTER = 0.6
"""A better wording is good enough from this score on: the words are the candidate's to choose."""


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

    def says(key: str) -> tuple[str, ...]:
        return options("follow_up_prober", question.language, f"once_more.{key}")

    match target.target:
        case Target.FIGURE:
            text = _unlike(says("figure"), earlier, mark)
            # What falls short is told in English.
            if question.language == ENGLISH:
                text = f"{upper_first(target.why)}. {text}"
        case Target.CONTRADICTION:
            text = _unlike(says("avoid"), earlier, mark)
        case _:
            text = _unlike(says("reword"), earlier, mark)
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
