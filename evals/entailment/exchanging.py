"""Statements whose halves changed places, and the same halves told from the other end, by hand-made rules.

"Read it before you sign" is turned round by "sign before you read it", and told by "sign after you read it".
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.sentences import sentences

_LONGEST_HALF, _SHORTEST_HALF = 14, 2


@dataclass(frozen=True, slots=True)
class _Joint:
    """What joins two halves: how it stands in a statement, and ways to say the same and the contrary."""

    pattern: re.Pattern[str]
    same: tuple[str, ...]
    contrary: tuple[str, ...]


def _joint(words: str, same: str, contrary: str) -> _Joint:
    """`words` between the halves 1 and 2; `same` and `contrary` are parted by slashes."""
    return _Joint(
        re.compile(rf"^([^.;:!?]+?)(?:{words})([^.;:!?]+?)[.!]?$", re.IGNORECASE),
        tuple(same.split(" / ")),
        tuple(contrary.split(" / ")),
    )


_JOINTS = (
    _joint(
        r",? before (?=\w)",
        "2 after 1 / first 1, and only then 2 / 1, then 2 / 2 comes later than 1",
        "2 before 1 / 1 after 2 / first 2, and only then 1 / 2, then 1",
    ),
    _joint(
        r",? after (?=\w)",
        "2 before 1 / first 2, then 1 / 2, and 1 once that was done",
        "2 after 1 / 1 before 2 / first 1, then 2 / 1, and 2 once that was done",
    ),
    _joint(
        r",? (?:and )?then (?=\w)",
        "2 after 1 / first 1, after that 2 / 1 before 2",
        "2, then 1 / 1 after 2 / first 2, and only after that 1 / 2 before 1",
    ),
    _joint(
        r",? because (?=\w)(?!of)",
        "2, so 1 / since 2, 1 / 2, that's why 1 / the reason for it is that 2: 1",
        "2 because 1 / 1, so 2 / since 1, 2 / 1, that's why 2",
    ),
    _joint(
        r",? so (?:that )?(?=\w+ )(?!far|much|many|long)",
        "2 because 1 / since 1, 2 / 1, that's why 2",
        "2, so 1 / 1 because 2 / since 2, 1 / 2, that's why 1",
    ),
    _joint(
        r", (?:and )?not (?=\w)(?!only|just|even|yet|all|until|before)",
        "1 instead of 2 / not 2 but 1 / 1 rather than 2 / no, not 2: 1",
        "2, not 1 / 2 instead of 1 / not 1 but 2 / 2 rather than 1",
    ),
    _joint(
        r",? (?:instead of|rather than) (?=\w)",
        "1, not 2 / not 2 but 1 / no, not 2: 1",
        "2, not 1 / 2 instead of 1 / not 1 but 2 / 2 rather than 1",
    ),
)
_NOUN = re.compile(
    r"\b(?P<article>[Tt]he|[Oo]ur|[Mm]y|[Aa]|[Aa]n|[Ee]ach|[Ee]very|[Ii]ts|[Tt]heir)\s"
    r"(?P<noun>[a-z]{3,}(?:\s[a-z]{3,})??)(?=\s(?:is|are|was|were|has|had|to|for|from|by|with|of|in|on|at|into|and|that|"
    r"who|which|before|after|waits?|asks?|tells?|calls?|gets?|gives?|sends?|pays?|checks?|signs?|reads?|writes?|"
    r"decides?|owns?|needs?|makes?)\b|[,.;]|$)"
)
# Neighbours that only these part are named side by side: exchanged they say the same.
_SIDE_BY_SIDE = re.compile(r"\s*(?:,|and|or|nor|as well as|plus|with)\s*")


# A half that is a time alone ("two months before the deadline", "after 20 sessions") has no other place.
_A_TIME = re.compile(
    r"(?:^\d|^since\b|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|immediately|shortly|straight)$)",
    re.IGNORECASE,
)


# What a note is about and what it says of it: "Liveness fails → restart", "Serious events: within 24 hours".
_NOTE = re.compile(r"^(?P<about>[^:→.]{2,45}?)(?P<sign>\s?(?:→|->|=)\s?|:\s)(?P<said>.+)$")
# A label of one word before a colon ("Result: …") is about nothing.
_FEWEST_ABOUT = 2


def exchanged(statement: str, rng: random.Random) -> str | None:
    """`statement` with its halves, or two of its nouns, in one another's place; None where there are none."""
    made = _joined(statement, rng, contrary=True)
    other = _with_nouns_exchanged(statement, rng)
    found = [each for each in (made, other) if each is not None]
    return rng.choice(found) if found else None


def notes_exchanged(notes: Sequence[str], rng: random.Random) -> dict[int, str]:
    """Two of `notes` by place, each with what the other says of its subject; empty where none can be."""
    found = [
        (at, match) for at, note in enumerate(notes) if (match := _NOTE.match(note)) and _has_subject(match)
    ]
    if len(found) < 2:
        return {}
    (at, one), (other_at, other) = rng.sample(found, 2)
    return {
        at: f"{one['about']}{one['sign']}{other['said']}",
        other_at: f"{other['about']}{other['sign']}{one['said']}",
    }


def _has_subject(note: re.Match[str]) -> bool:
    return ":" not in note["sign"] or len(note["about"].split()) >= _FEWEST_ABOUT


def told_from_the_end(statement: str, rng: random.Random) -> str | None:
    """`statement` said from its other half, which leaves it true; None where it has no two halves."""
    return _joined(statement, rng, contrary=False)


def _joined(statement: str, rng: random.Random, *, contrary: bool) -> str | None:
    for joint in _JOINTS:
        found = joint.pattern.match(statement)
        if found is None or not all(map(_can_move, found.groups())):
            continue
        halves = [_small(half.strip(" ,")) for half in found.groups()]
        form = rng.choice(joint.contrary if contrary else joint.same)
        made = "".join(halves[int(each) - 1] if each in "12" else each for each in form)
        return made[0].upper() + made[1:] + "."
    return None


def _can_move(half: str) -> bool:
    return _SHORTEST_HALF <= len(half.split()) <= _LONGEST_HALF and not _A_TIME.search(half.strip())


def _with_nouns_exchanged(statement: str, rng: random.Random) -> str | None:
    if len(sentences(statement)) != 1:
        return None
    nouns = list(_NOUN.finditer(statement))
    pairs = [
        (one, other)
        for at, one in enumerate(nouns)
        for other in nouns[at + 1 :]
        if one["noun"] != other["noun"] and not _SIDE_BY_SIDE.fullmatch(statement[one.end() : other.start()])
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    (a, b), (c, d) = one.span("noun"), other.span("noun")
    return statement[:a] + other["noun"] + statement[b:c] + one["noun"] + statement[d:]


def _small(half: str) -> str:
    """A half without its capital, where that is no name's."""
    begins_a_sentence = half[1:2].islower() or half[:2] in ("A ", "A,")
    return half[0].lower() + half[1:] if begins_a_sentence and not half.startswith("I ") else half
