"""English words that say the same or the opposite, and the bases of irregular verbs, all by their stems."""

from __future__ import annotations

from collections.abc import Iterable

from language.tables import table
from language.text import Text, stem


def _others(groups: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    """Each stem with the others of its groups."""
    found: dict[str, set[str]] = {}
    for group in groups:
        stems = set(map(stem, group))
        for word in stems:
            found.setdefault(word, set()).update(stems - {word})
    return {word: frozenset(others) for word, others in found.items()}


def _bases(groups: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        first, *forms = map(stem, group.split())
        found |= dict.fromkeys(forms, first)
    return found


_TABLE = table("thesaurus")
SYNONYMS = _others(line.split() for line in _TABLE["synonyms"].splitlines())
OPPOSITES = _others(pair.split("/") for pair in _TABLE["opposites"].split())
_BASES = _bases(_TABLE["irregular"].splitlines())


def base(stemmed: str) -> str:
    """The stem of a verb's base form for that of an irregular form, any other stem as it is."""
    return _BASES.get(stemmed, stemmed)


def opposites(said: Text, stated: Text) -> frozenset[str]:
    """The stems of `stated` that stand in `said` only as their opposites."""
    here, there = said.all_stems, stated.all_stems
    return frozenset(
        word for word in there & OPPOSITES.keys() if word not in here and OPPOSITES[word] & here - there
    )
