"""Statements turned into others by hand-made rules: one word into its opposite, or many into their likes."""

from __future__ import annotations

import random
import re
from functools import cache
from importlib import resources

# Words that turn a statement round when one stands for the other.
_OPPOSITES = (
    "before after", "above below", "over under", "never always", "first last", "more less", "more fewer",
    "high low", "higher lower", "rose fell", "up down", "increased reduced", "increase reduce",
    "with without", "faster slower", "cheaper dearer", "open closed", "inside outside",
    "automatic manual", "automatically manually", "daily yearly", "weekly yearly", "hours weeks",
    "minutes days", "seconds hours", "every no", "most few", "longer shorter", "early late",
    "earlier later", "public private", "must needn't", "only also", "loudly quietly", "loud quiet",
    "slowly quickly", "slow quick", "warm cold", "warmer colder", "hotter cooler", "long short",
    "large small", "larger smaller", "light heavy", "lighter heavier", "strong weak", "stronger weaker",
    "alone together", "young old", "younger older", "full empty", "wet dry", "softer harder",
    "thin thick", "thinner thicker", "wide narrow", "wider narrower", "deep shallow", "rises falls",
    "raise lower", "raised lowered", "gains loses", "push pull", "north south", "east west",
    "morning evening", "summer winter", "top bottom", "near far", "inner outer", "begin end",
    "begins ends", "start stop", "starts stops", "started stopped", "buy sell", "bought sold",
    "same different", "safe dangerous", "accept refuse", "accepted refused", "allowed forbidden",
    "all none", "both neither", "everyone nobody", "minimum maximum", "min max", "internal external",
    "upper lower", "upstream downstream", "synchronous asynchronous", "attracts repels",
    "absorbs reflects", "expands shrinks", "brighter darker", "louder quieter", "better worse",
    "best worst", "often seldom", "easy difficult", "easier harder", "win lose", "wins loses",
    "encrypted unencrypted", "possible impossible", "agree disagree", "agreed refused", "private public",
    "oldest newest", "largest smallest", "highest lowest",
)  # fmt: skip
_OPPOSITE_OF = {one: other for pair in _OPPOSITES for one, other in (pair.split(), reversed(pair.split()))}
# Which of them do not always turn what they stand in: "set up", "all over the hall".
_WEAKLY = frozenset("also down every few most must needn't no only over under up".split())
_TURNED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _OPPOSITE_OF))})\b")
_FIRST_PERSON = re.compile(
    r"\b([Ii]|[Ww]e) (?=(?!am\b|was\b|were\b|have\b|had\b|don't\b|never\b|always\b)[a-z]+)"
)
_STATES = re.compile(r"\b(is|are|was|were|can|will|must|has|have)\b(?! not\b)")
_FROM_TO = re.compile(r"\bfrom ([^,;.]{1,25}?) to ([^,;.\s]+(?: [a-z%]+)?)")
_PAST = re.compile(r"\b([Ii]|[Ww]e|[Tt]hey|[Ii]t|[Hh]e|[Ss]he) ([a-z]{2,}ed)\b")
_NEVER = ("never ", "no longer ")


def turns(point: str) -> list[tuple[int, int, str]]:
    """The places (start, end) of `point` that can be turned round, each with what then stands there."""
    found = [(*match.span(), _OPPOSITE_OF[match[0]]) for match in _TURNED.finditer(point)]
    found += [(*match.span(), f"from {match[2]} to {match[1]}") for match in _FROM_TO.finditer(point)]
    if match := _FIRST_PERSON.search(point):
        found += [(match.end(), match.end(), never) for never in _NEVER]
        found.append((*match.span(1), "Nobody" if match.start() == 0 else "nobody"))
    if match := _STATES.search(point):
        found.append((*match.span(), f"{match[1]} not"))
    if match := _PAST.search(point):
        found.append((*match.span(2), f"did not {_infinitive(match[2])}"))
    return found


def opposed(point: str, rng: random.Random) -> str | None:
    """`point` with one word changed for its opposite; None where there is none that has one."""
    places = [match for match in _TURNED.finditer(point) if match[0] not in _WEAKLY]
    if not places:
        return None
    match = rng.choice(places)
    return point[: match.start()] + _OPPOSITE_OF[match[0]] + point[match.end() :]


def turned(point: str, rng: random.Random) -> str | None:
    """`point` with one word turned round; None where there is none to turn."""
    places = turns(point)
    if not places:
        return None
    start, end, other = rng.choice(places)
    return point[:start] + other + point[end:]


def reworded(text: str, rng: random.Random) -> str:
    """`text` with most words that have one of like meaning changed for it, as clumsily as it comes."""
    likes, pattern = _likes()

    def other(match: re.Match[str]) -> str:
        if rng.random() < 0.2:
            return match[0]
        new = rng.choice(likes[match[0].lower()])
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    return pattern.sub(other, text)


def _infinitive(past: str) -> str:
    """The infinitive of a regular verb's past, nearly always: "moved", "stopped", "tried", "tested"."""
    stem = past.removesuffix("ed")
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sle":
        return stem[:-1]
    return f"{stem}e" if re.search(r"(?:[aiou][vszcdgkmrt]|[^aeiou]l|[rnd][csg]|u)$", stem) else stem


@cache
def _likes() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    text = resources.files(__package__).joinpath("likes.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        group = [each.strip() for each in line.split("/")]
        for word in group if not line.startswith("#") else ():
            found.setdefault(word.lower(), []).extend(each for each in group if each != word)
    longest_first = sorted(found, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    return found, re.compile(rf"(?<![\w-])(?<!\d[.,])(?:{alternatives})(?![\w-]|[.,]\d)", re.IGNORECASE)
