"""What is asked for and told in quite other words: by which talking points, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.posting import Asked
from knowledge.posting.naming import telling, tells
from knowledge.posting.pieces import parts_of
from knowledge.posting.spoken import is_held
from knowledge.posting.tellers import Tellers, Telling

_BESIDES_A_NAME = 2
"""So many telling words besides its names make something that can be told without them."""
_MOST = 3
_TOLD = 0.5
"""Each of several things that are asked for in one has to be told by something as likely as this."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What may tell of something in other words, the likeliest first; `surely` says that it does.

    `parts` is of how many of several things that are asked for in one something was found.
    """

    by: tuple[Telling, ...] = ()
    surely: bool = False
    parts: int = 0


def told_otherwise(asked: Asked, lacks: Sequence[str], tellers: Tellers) -> Otherwise:
    """What may tell of what is asked in other words, of which `lacks` are the names that stand nowhere."""
    if _is_named_alone(asked, lacks):
        return Otherwise()
    parts = parts_of(asked.text)
    likely = _likely(asked, asked.text, tellers)[:_MOST]
    of_parts = [best[0] for part in parts if (best := _likely(asked, part, tellers))]
    all_told = len([each for each in of_parts if each.score >= _TOLD]) == len(parts)
    found = {each.point.id: each for each in (*likely[:1], *of_parts, *likely[1:])}
    # Of several things that are asked for in one, all have to be told.
    surely = all_told and any(map(_surely_tells, likely[:1]))
    return Otherwise(tuple(found.values()), surely, len(of_parts))


def _surely_tells(telling: Telling) -> bool:
    return telling.does and tells(telling.point)


def _likely(asked: Asked, text: str, tellers: Tellers) -> list[Telling]:
    """What may tell of `text`; of a licence or a degree only what has words of its theme."""
    held = is_held(asked.text)
    return [each for each in tellers.of(text, asked.text) if each.may and (each.by_theme or not held)]


def _is_named_alone(asked: Asked, lacks: Sequence[str]) -> bool:
    """Whether nothing but what has a name is asked for: a product that stands nowhere, a language."""
    if asked.languages:
        return True
    return bool(lacks) and len(lacks) == len(asked.tools) and _beside_names(asked) < _BESIDES_A_NAME


def _beside_names(asked: Asked) -> int:
    """How many telling words something has besides its names."""
    names_too = frozenset(term for tool in asked.tools for term in telling(tool))
    return len(telling(asked.text) - names_too)
