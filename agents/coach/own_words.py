"""The coach's own sentences, in the language of the question."""

from __future__ import annotations

from agents.quoting import marks, within
from agents.sayings import options
from language.wording import pick


def told(key: str, language: str, *seed: object, **given: object) -> str:
    """One of the coach's wordings of `key`, the same for the same `seed`, with `given` in its places."""
    wording = pick(options("coach", language, key), *seed)
    own = marks(language)
    # What stands in quotation marks quotes in the inner ones.
    fitted = {
        name: within(value, language)
        if isinstance(value, str) and f"{own.opens}{{{name}}}" in wording
        else value
        for name, value in given.items()
    }
    return wording.format(**fitted)
