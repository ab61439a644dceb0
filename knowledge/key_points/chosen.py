"""Which clauses are kept, with which weights and ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from domain.guide import KeyPoint, Source
from knowledge.key_points.clause import Clause

# More than a dozen things nobody says in one answer; the weightiest are kept, in the guide's order.
MOST_KEY_POINTS = 12


def assembled(identity: str, found: Iterable[Clause], source: Source) -> tuple[KeyPoint, ...]:
    """Key points with ids and weights (the weightiest has 1), without repeated ones and those too many."""
    kept: dict[str, Clause] = {}
    for clause in found:
        kept.setdefault(clause.text.casefold(), clause)
    chosen = _chosen(list(kept.values()))
    if not chosen:
        return ()
    heaviest = max(clause.weight for clause in chosen)
    return tuple(
        KeyPoint(
            id=stable_id(identity, clause.text),
            text=clause.text,
            weight=round(clause.weight / heaviest, 3),
            origin=clause.origin,
            source=Source(
                guide=source.guide,
                first_line=clause.first,
                last_line=clause.last,
                heading_path=source.heading_path,
            ),
        )
        for clause in chosen
    )


def _chosen(found: Sequence[Clause]) -> list[Clause]:
    """The weightiest clauses, from every part of a long answer before two from the same."""
    places: dict[str, int] = {}
    ranked = []
    for order, clause in sorted(enumerate(found), key=lambda pair: (-pair[1].weight, pair[0])):
        part = clause.text.partition(": ")[0]
        places[part] = places.get(part, 0) + 1
        # A third clause of one part yields to the first of another.
        ranked.append((clause.weight - 0.2 * (places[part] - 1), -order, order, clause))
    ranked.sort(key=lambda entry: (-entry[0], entry[2]))
    return [clause for _, _, order, clause in sorted(ranked[:MOST_KEY_POINTS], key=lambda entry: entry[2])]


def stable_id(*parts: str) -> str:
    """Twelve hex digits that stand for `parts`."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
