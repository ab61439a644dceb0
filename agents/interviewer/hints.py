"""A nudge that does not give the answer away."""

from __future__ import annotations

import re

from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from language.figures import values
from language.wording import counted, pick

_REASON = re.compile(
    r"\b(?:because|since|so that|in order|why|reason|decided|chose|instead of)\b", re.IGNORECASE
)
_RESULT = re.compile(
    r"\b(?:result|reduc|improv|increas|saved|cut|grew|dropped|achiev|deliver|adopt|won|led to)", re.IGNORECASE
)
_LIMIT = re.compile(
    r"\b(?:trade-?offs?|limit|drawback|cost|risk|downside|but|however|weakness)", re.IGNORECASE
)


def hint(point: TalkingPoint, said: str, seed: object) -> str:
    """A pointer to the kind of thing `point` still holds that `said` has not touched.

    It names how many points the guide has and what the next one is about in kind (a figure, a reason, a
    result, a limit), never a word of the point itself.
    """
    if point.kind is TalkingPointKind.CONTRADICTION:
        return "Your guides tell this in two ways. Say which one holds, and how you know."
    if not point.key_points:
        return "Your guide has no answer to this one. Say what you know, and where you would look."
    spoken = said.casefold()
    unsaid = [kp for kp in point.key_points if not _touched(kp, spoken)]
    count = counted(len(point.key_points), "point")
    if not unsaid:
        return f"You have touched all of the {count} in your guide. Say how it ended, and stop there."
    return f"Your guide makes {count} here. {_nudge(unsaid[0], seed)}"


def _touched(key_point: KeyPoint, spoken: str) -> bool:
    words = re.findall(r"\w{5,}", key_point.text.casefold())
    return bool(words) and sum(word in spoken for word in words) >= 0.5 * len(words)


def _nudge(key_point: KeyPoint, seed: object) -> str:
    text = key_point.text
    if _RESULT.search(text) and values(text):
        return pick(
            ("One of them is an outcome, with a number on it.", "Think of what changed, and by how much."),
            seed,
        )
    if _LIMIT.search(text):
        return pick(("One of them is a price you paid.", "Think of what this does not do well."), seed)
    if _REASON.search(text):
        return pick(
            ("One of them is a reason: why this way and not another?", "Think of the decision behind it."),
            seed,
        )
    if values(text):
        return pick(
            ("One of them is a figure worth knowing.", "There is a number you wanted to bring."), seed
        )
    return pick(
        ("Think of how it was actually done, step by step.", "One of them is about what you did yourself."),
        seed,
    )
