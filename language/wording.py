"""Turning what guides say into what a person would say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import TypeVar

from language.casing import begins_with_joined_name
from language.patterns import regex
from language.sentences import is_abbreviated, sentences

Option = TypeVar("Option")

_QUESTION = regex(
    r"(?:what|why|how|when|where|which|who|whom|whose)\b|"
    r"(?:is|are|was|were|do|does|did|can|could|would|will|should|have|has|had|may|might)\b",
    re.IGNORECASE,
)
_SECOND_PERSON = (
    (r"\bI am\b", "you are"),
    (r"\bI['’]m\b", "you're"),
    (r"\bI was\b", "you were"),
    (r"\bI['’]ve\b", "you've"),
    (r"\bI['’]d\b", "you'd"),
    (r"\bI['’]ll\b", "you'll"),
    (r"(?<![/&])\bI\b(?![/&])", "you"),
    (r"\b[Ww]e['’]re\b", "you're"),
    (r"\b[Ww]e['’]ve\b", "you've"),
    (r"\b[Ww]e\b", "you"),
    (r"\b[Oo]ur\b", "your"),
    (r"\b(two|three|four|all|both|each|one|none|some|most|any) of us\b", r"\1 of you"),
    (r"\bus\b", "the team"),
    (r"\bmyself\b", "yourself"),
    (r"\bourselves\b", "yourselves"),
    (r"\bours\b", "yours"),
    (r"\bmine\b", "yours"),
    (r"\b[Mm]y\b", "your"),
    (r"\bme\b", "you"),
)
_IN_MARKS = regex(r"([\"“„][^\"“”„]*[\"”“]|(?<!\w)['‘](?:[^'’]|['’](?=\w))+['’](?!\w))")
_BEGUN_SMALL = regex(r"(?<=[^\W\d_]{3}[.!?]\s)you(?:rs?)?\b")
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NEVER_NAMES = frozenset(
    "a an the this that these those my your our their his her its how what why when where which who whose "
    "in on at for from with without to by of if as and or but not no one two three some any all every".split()
)
_REQUEST = regex(
    r"^(?:tell|describe|explain|walk|talk|give|share|show|compare|discuss|define|name|list|write|design|"
    r"outline|what|why|how|when|where|which|who|is|are|was|were|do|does|did|can|could|would|will|should|"
    r"have|has|had|cu[ée]nt|expli|descr|qu[ée]|por qu|c[óo]mo|fale|como|什么|为什么|如何|请|"
    r"h[áa]bl|dame|dime|conte|cite|parlez|racont|d[ée]cri|pr[ée]sente|erkl[äa]r|erz[äa]hl|beschreib|nenn|"
    r"vertel|leg uit|beschrijf|noem|parla|spieg|介绍|描述|解释|谈|讲|说)",
    re.IGNORECASE,
)
_QUOTED_AFTER_LABEL = regex(r"^([^\W\d_][\w ]{1,24}): [\"“](.+)[\"”]$", re.DOTALL)
_ASIDE_AFTER_QUESTION = regex(r"(\?)\s*\([^()]{1,40}\)$")


def pick(options: Sequence[Option], *seed: object) -> Option:
    """One of `options`, always the same for the same `seed`, evenly spread over different seeds."""
    digest = hashlib.blake2b(
        "\x1f".join(map(str, seed)).encode("utf-8", "surrogatepass"), digest_size=8
    ).digest()
    return options[int.from_bytes(digest, "big") % len(options)]


def to_second_person(text: str) -> str:
    """`text` told to the candidate instead of by the candidate: "I cut it" becomes "you cut it".

    "We" becomes "you" as well: said by the coach it would make the coach one of the team. What somebody says
    in quotation marks stays: "it may say 'I don't know'". A sentence that begins with it keeps its capital.
    """
    pieces = _IN_MARKS.split(text)
    for at in range(0, len(pieces), 2):
        for pattern, replacement in _SECOND_PERSON:
            pieces[at] = re.sub(pattern, replacement, pieces[at])
    return _BEGUN_SMALL.sub(lambda found: upper_first(found[0]), "".join(pieces))


def as_question(title: str) -> str:
    """`title` with the mark its first word asks for: "?" after a question, "." after a request."""
    title = " ".join(title.split()).strip().strip('"“”*_`').strip()
    title = _ASIDE_AFTER_QUESTION.sub(r"\1", title)
    if not title or title[-1] in "?.!？。！…":
        return title
    # "What is a paradox? Give an example" ends as its last sentence does.
    last = sentences(title)[-1]
    return f"{title.rstrip(':;,')}{'?' if _QUESTION.match(last) else '.'}"


def is_asked(text: str) -> bool:
    """Whether `text` can be said as it is to ask for something: a question, or a request to tell."""
    return bool(text) and (text.endswith(("?", "？")) or _REQUEST.match(text) is not None)


def lower_first(text: str, in_lower_case: Collection[str] | None = None) -> str:
    """`text` fit to stand inside a sentence; abbreviations and "I" keep their capital.

    So do names, where `in_lower_case`, the words known to be none, is given.
    """
    match = _WORD.match(text)
    if match is None or not match[0].istitle() or match[0].split("'")[0].split("’")[0] == "I":
        return text
    if begins_with_joined_name(text):
        return text
    word = match[0].lower()
    if in_lower_case is not None and word not in in_lower_case and word not in _NEVER_NAMES:
        return text
    return text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """`text` fit to begin a sentence."""
    bare = text.lstrip("¿¡")
    return text[: len(text) - len(bare)] + bare[:1].upper() + bare[1:]


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut where a clause ends, else between words, and then marked."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[:limit]
    for separators in (".!?;", ",:–—"):
        cut = max(
            (at for at, sign in enumerate(head[:-1]) if sign in separators and head[at + 1] == " "),
            default=-1,
        )
        if cut >= limit // 2 and not is_abbreviated(head[: cut + 1]):
            return head[:cut].rstrip(" ,;:–—") + " …"
    return head.rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"


def plain(text: str) -> str:
    """`text` in one line, without the bullet, the quotes around it and the full stop that ends it."""
    text = " ".join(text.split()).strip().lstrip("-*•·▪□☐✓ ").strip()
    text = _QUOTED_AFTER_LABEL.sub(r"\1: \2", text)
    if len(text) > 1 and text[0] in "\"“'‘" and text[-1] in "\"”'’":
        text = text[1:-1]
    text = text.strip().rstrip(".;,").strip()
    # A sentence may have been cut inside its brackets.
    return f"{text})" if text.count("(") == text.count(")") + 1 and "…" not in text else text


def listed(items: Sequence[str]) -> str:
    """`items` as a person lists them: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def without_repeated_labels(texts: Sequence[str]) -> list[str]:
    """`texts` as a list reads best: what they have before a colon in common is said the first time only."""
    shown: list[str] = []
    before: list[str] = []
    for text in texts:
        labels = text.split(": ")[:-1]
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, labels, strict=False)))
        shown.append(f"… {': '.join(text.split(': ')[shared:])}" if shared else text)
        before = labels
    return shown


def counted(number: int, one: str, many: str = "") -> str:
    """`number` with its noun: "1 answer", "2 answers"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_LENGTHS = ((15, "seconds_15"), (20, "seconds_20"), (35, "seconds_30"), (50, "seconds_45"), (75, "minute"))
_A_MINUTE_AND_A_HALF = 105
_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IN_ENGLISH = {
    "seconds_15": "fifteen seconds",
    "seconds_20": "twenty seconds",
    "seconds_30": "thirty seconds",
    "seconds_45": "forty-five seconds",
    "minute": "a minute",
    "minute_and_a_half": "a minute and a half",
}


def spoken_length(seconds: float) -> tuple[str, int]:
    """A length of time as it is said: its name ("minute", "seconds_30"), or "minutes" and how many (2–10)."""
    for most, name in _LENGTHS:
        if seconds <= most:
            return name, 0
    if seconds <= _A_MINUTE_AND_A_HALF:
        return "minute_and_a_half", 0
    return "minutes", min(max(round(seconds / 60), 2), 10)


def spoken_time(seconds: float) -> str:
    """A length of time as an interviewer would say it in English."""
    name, count = spoken_length(seconds)
    return _IN_ENGLISH[name] if name in _IN_ENGLISH else f"{_COUNTED[count - 2]} minutes"
