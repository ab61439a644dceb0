"""The follow-up to work that was handed in: about the candidate's own lines, and nothing asked twice."""

from __future__ import annotations

from collections.abc import Sequence

from agents.follow_up_prober.policy import Target, Weakness
from agents.sayings import options
from domain.interview import FollowUp, Question
from domain.verdict import Provenance, Verdict
from domain.work import About, AskedNext
from language.wording import pick, shorten

_NAME = 80


def about_work(verdict: Verdict, earlier: Sequence[FollowUp]) -> Weakness | None:
    """What to ask about the work next, None where all of it was asked."""
    if verdict.work is None:
        return None
    tried = {before.aim for before in earlier}
    return next(
        (
            Weakness(target=Target.WORK, why=_why(each), work=each)
            for each in verdict.work.next
            if aim_of(each) not in tried
        ),
        None,
    )


def ask_about(
    weakness: Weakness, question: Question, *, seed: object, most: int, index_version: str
) -> FollowUp:
    """The follow-up at `weakness`, which is one of work, in the language of `question`."""
    asked = weakness.work
    assert asked is not None
    key = "changed_to" if asked.about is About.CHANGED and asked.name else asked.about.value
    wordings = options("follow_up_prober", question.language, f"work.{key}")
    text = pick(wordings, seed, question.id).format(line=asked.line or "?", name=shorten(asked.name, _NAME))
    return FollowUp(
        text=text,
        aim=aim_of(asked),
        why=weakness.why,
        sources=question.sources[:1],
        provenance=Provenance(agent="follow_up_prober", index_version=index_version),
        most=max(1, most),
    )


def aim_of(asked: AskedNext) -> str:
    """What the follow-up is known by; each line of shown code may be asked about once."""
    return f"{asked.about.value}:{asked.line}" if asked.about is About.LOOK_AGAIN else asked.about.value


def _why(asked: AskedNext) -> str:
    return f"{asked.about.value} at line {asked.line}" if asked.line else asked.about.value
