"""Pairs of words that turn a statement round, looked up by stem."""

from __future__ import annotations

from agents.evaluator.text import stem

_PAIRS = """
above/below accept/reject accepted/rejected add/remove added/removed allow/forbid always/never
before/after better/worse bigger/smaller centralised/decentralised centralized/decentralized
connected/disconnected eager/lazy enable/disable enabled/disabled fast/slow faster/slower first/last
gain/loss grow/shrink hard/soft high/low higher/lower horizontal/vertical horizontally/vertically
hot/cold hotter/colder include/exclude increase/decrease increase/reduce inside/outside
internal/external larger/smaller left/right longer/shorter more/fewer more/less mutable/immutable
open/closed optimistic/pessimistic parallel/serial parallel/series positive/negative public/private
push/pull raise/lower read/write rise/fall same/different stateless/stateful static/dynamic
strong/weak stronger/weaker succeeded/failed success/failure synchronous/asynchronous up/down
vertically/horizontally warm/cold
"""


def _by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        one, other = map(stem, pair.split("/"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES: dict[str, frozenset[str]] = _by_stem()
