"""The coach's own sentences, in the language of the question."""

from __future__ import annotations

from agents.sayings import options
from language.wording import pick


def told(key: str, language: str, *seed: object, **given: object) -> str:
    """One of the coach's wordings of `key`, the same for the same `seed`, with `given` in its places."""
    return pick(options("coach", language, key), *seed).format(**given)
