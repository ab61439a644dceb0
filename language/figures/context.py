"""What the words beside a number say about it: bounds, percentile, and what it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from language.figures import words
from language.figures.figure import Bound, Lean
from language.patterns import regex

# Said of what is a little more, and of what is a little less, than the number that follows.
_LITTLE = (
    r"(?:just|barely|a (?:little|bit|shade|touch|tad)"
    r"|slightly|marginally|un poco|poco|algo|un peu|iets|etwas)"
)
_A_LITTLE_OVER = (
    rf"{_LITTLE} (?:over|above|more than|past|más de|plus de|più di|mais de|meer dan|mehr als|über)"
    r"|a good|gut|ruim"
)
_A_LITTLE_UNDER = (
    rf"{_LITTLE} (?:under|below|less than|short of|shy of|menos de|moins de|meno di|minder dan"
    r"|weniger als|unter)"
    r"|nearly|almost|close (?:to|on)|coming up on|getting on for|approaching|not quite|well(?:-| )nigh"
    r"|(?:the )?(?:best|better) part of|casi|quase|quasi|presque|près de|knapp|beinahe|bijna|krap"
)

_BEFORE = {
    Bound.AT_LEAST: (
        r"(?<!no )more than|(?<!n't )(?<!not )over|greater than|above|exceed(?:s|ed|ing)?|at least"
        r"|no less than|not less than|never (?:less than|below|under)|(?:nie|nicht) unter"
        r"|no fewer than|upwards? of|north of|beyond|minimum(?: of)?|min\.? of|(?<![-=])> ?=?|≥|más de|mas de"
        r"|al menos|mais de"
        r"|acima de|pelo menos|mehr als|über|mindestens"
        r"|(?<!pas )plus de|au moins|(?<!non )più di|almeno|(?<!niet )meer dan|minstens|ten minste|超过"
        r"|超过|至少|逾|surpass(?:es|ed|ing)?"
    ),
    Bound.AT_MOST: (
        r"less than|fewer than|(?<!n't )(?<!not )under|below|at most|no more than|not more than"
        r"|(?:never|not) (?:above|(?:to )?exceed(?:s|ed|ing)?)|never (?:over|beyond)|(?:nie|nicht) über"
        r"|nunca más de|jamais plus de"
        r"|no longer than|up to|within"
        r"|maximum(?: of)?|max\.? of|never more than|sub-?|< ?=?|≤|menos de|como máximo|hasta|até"
        r"|no máximo|abaixo de|weniger als"
        r"|(?:not|[a-z]+n['’]t) even|nicht einmal|ni siquiera|pas même|même pas|nem sequer|nem mesmo"
        r"|neanche|nemmeno|niet eens|pas plus de|non più di|niet meer dan|no m[áa]s de|não mais de"
        r"|moins de|au plus|tout au plus|jusqu'à|meno di|al massimo|fino a|minder dan|hoogstens|ten hoogste"
        r"|unter|höchstens|bis zu|不到|少于|最多|inside"
    ),
    Bound.ABOUT: (
        rf"{_A_LITTLE_OVER}|{_A_LITTLE_UNDER}|give or take"
        r"|about|around|approximately|approx\.?|roughly|circa|ca\.|some|in the region of|on the order of"
        r"|something like|maybe|perhaps|probably|like|~|≈|∼|±|alrededor de|aproximadamente|cerca de"
        r"|unos|unas|etwa|environ|ongeveer|zowat"
        r"|ungefähr|rund|circa|约|大约|近|an estimated|estimated"
    ),
}
_AFTER = {
    Bound.AT_LEAST: r"\+|or more|or above|or higher|and (?:up|above|over|counting)|plus\b|minimum"
    r"|min\b(?!u)|at least|以上",
    Bound.AT_MOST: r"or (?:less|fewer|below|lower|under)|max(?:imum)?\b|at most|tops|以内|以下|or better",
    Bound.ABOUT: r"or so|odd\b|ish\b|-ish\b|approximately|approx\b|roughly|give or take|左右|more or less"
    r"|on average or so",
}


def _any(table: dict[Bound, str], shape: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    # "just over 90 %" is about 90 %, so ABOUT is tried before the bare bounds.
    order = (Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST)
    return regex(shape % "|".join(f"(?P<{bound.value}>{table[bound]})" for bound in order), flags)


_BEHIND_NO_WORD = r"(?<![\w'])(?:%s)[\s*-]{0,4}(?:(?:the|a|an|an additional|another)\s)?$"
_BOUND_BEFORE = _any(_BEFORE, _BEHIND_NO_WORD)
# Where capitals are heeded the first letter rules most alternatives out: a sixth of the time.
_BOUND_IN_SMALL = _any(_BEFORE, _BEHIND_NO_WORD, 0)
_BOUND_AFTER = _any(_AFTER, r"^\*{0,2}[\s-]?(?:%s)")

# "95 percent of requests within two seconds" is the 95th percentile, said in words.
_SHARES = {
    "50": "fifty", "75": "seventy[ -]five", "90": "ninety", "95": "ninety[ -]five", "99": "ninety[ -]nine",
    "99.9": "ninety[ -]nine point nine",
}  # fmt: skip
_OF_ALL = (
    r"\s?(?:%|percent|per cent)\sof\s(?:(?:all|the|our|my|these|those|its|search|user|api)\s){0,3}"
    r"(?:requests|queries|calls|responses|transactions|searches|lookups|messages|time|cases|answers)\b"
)
SHARE_WITHIN = (
    rf"(?<![\w.])(?:99\.9|99|95|90|75|50|{'|'.join(reversed(_SHARES.values()))}){_OF_ALL}"
    r"(?=(?:[^.;!?\n]|\.(?=\d)){0,60}?\b(?:under|within|in|below|than|inside|by|at)\s"
    r"(?:[^.;!?\n]|\.(?=\d)){0,24}?(?:ms|milliseconds?|seconds?|s|minutes?)\b)"
)
_PERCENTILE_NAMES = (
    r"(?:\bp\s?(?P<p>50|75|90|95|99(?:\.9{1,2})?)\b|\b(?P<ordinal>50|75|90|95|99)th percentile"
    rf"|(?<![\w.])(?P<share>99\.9|99|95|90|75|50|{'|'.join(reversed(_SHARES.values()))}){_OF_ALL}"
    r"|\b(?P<word>median|average|avg|mean|typical|worst[- ]case|peak|max|maximum)\b)"
)
_PERCENTILE = regex(_PERCENTILE_NAMES, re.IGNORECASE)
_PERCENTILE_AFTER = regex(
    rf"[\s(,]{{0,3}}(?:(?!and\b|but\b|or\b|with\b)[a-z]{{1,12}}\s){{0,2}}{_PERCENTILE_NAMES}",
    re.IGNORECASE,
)
_SENTENCE_END = regex(r"[.!?]\s|[\n;]")
_CLAUSE_END = regex(r"[.!?,;:()\[\]|\n—–→\"“”]|\s-\s|\d")
_SKIP_WORDS = frozenset(
    """of the a an our my their different separate distinct other more total full whole new major main
    key core various additional consecutive solid good production prod real live or so approx
    de di von""".split()
)
_ENDS_NOUN = frozenset(
    """and or but with in on at to from for by as per via using across into over under within after
    before during while when where which that who than is are was were be been being has have had will
    would can could i we you they it he she about through between against without until since because
    so if then each every""".split()
)
_EMPHASIS = regex(r"[*`]+")
_LONGEST_NOUN = 4


_LEANS = (
    (regex(_A_LITTLE_OVER, re.IGNORECASE), Lean.OVER),
    (regex(_A_LITTLE_UNDER, re.IGNORECASE), Lean.UNDER),
)


class Bounds(NamedTuple):
    """A bound, how many characters of the text say it on that side, and to which side it leans."""

    bound: Bound
    length: int
    lean: Lean = Lean.NONE


def bound_before(left: str) -> Bounds:
    """The bound that the end of `left` states ("more than ")."""
    found = _BOUND_IN_SMALL.search(left.lower()) if left.isascii() else _BOUND_BEFORE.search(left)
    if not found or not found.lastgroup:
        return Bounds(Bound.EXACT, 0)
    said = left[found.start() :]
    lean = next((lean for words_of, lean in _LEANS if words_of.match(said)), Lean.NONE)
    return Bounds(Bound(found.lastgroup), len(left) - found.start(), lean)


def bound_after(right: str) -> Bounds:
    """The bound that the start of `right` states ("+", " or more")."""
    found = _BOUND_AFTER.match(right)
    if not found or not found.lastgroup:
        return Bounds(Bound.EXACT, 0)
    return Bounds(Bound(found.lastgroup), found.end())


def percentile_of(left: str, right: str) -> str:
    """The percentile or average that a figure between `left` and `right` is, in the form "p95"; or ""."""
    left, right = _EMPHASIS.sub("", left), _EMPHASIS.sub("", right)
    after = _PERCENTILE_AFTER.match(right)
    before = list(_PERCENTILE.finditer(_cut_left(left)))
    found = after or (before[-1] if before else None)
    if found is None:
        return ""
    if found["word"]:
        word = found["word"].lower()
        return {"avg": "average", "mean": "average", "typical": "average", "median": "p50"}.get(word, word)
    if found["share"]:
        share = found["share"].lower()
        return f"p{next(p for p, name in _SHARES.items() if share == p or re.fullmatch(name, share))}"
    return f"p{found['p'] or found['ordinal']}"


def _cut_left(left: str) -> str:
    ends = list(_SENTENCE_END.finditer(left))
    return left[ends[-1].end() :] if ends else left


def counted_noun(right: str) -> str:
    """What a count counts, from the words after it: "14 production microservices" -> "microservices"."""
    clause = right[: end.start()] if (end := _CLAUSE_END.search(right)) else right
    phrase: list[str] = []
    for found in words.WORD.finditer(clause):
        word = found.group().lower()
        if word in _SKIP_WORDS and not phrase:
            continue
        if word in _ENDS_NOUN or len(phrase) == _LONGEST_NOUN:
            break
        phrase.append(word)
        if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            break
    return _head(phrase)


def _head(phrase: list[str]) -> str:
    if not phrase:
        return ""
    if phrase[-1].endswith("s"):
        return phrase[-1]
    return phrase[0]


def measured_noun(left: str, right: str) -> str:
    """The metric that a share, a time or an amount between `left` and `right` measures, or ""."""
    clause = right[: end.start()] if (end := _CLAUSE_END.search(right)) else right
    leading = words.words(clause)[:4]
    for index, word in enumerate(leading):
        if word in _ENDS_NOUN and word != "of":
            leading = leading[:index]
            break
    return words.first_metric(" ".join(leading)) or words.last_metric(_cut_left(left)) or _share_of(clause)


def _share_of(clause: str) -> str:
    """What a share is a share of: "40 % of users" -> "users"."""
    found = re.match(r"\s?of\s", clause)
    return counted_noun(clause[found.end() :]) if found else ""


def noun_of(left: str, right: str, *, plain_count: bool) -> str:
    """What a figure counts or measures, in lower case; "" where the words near it do not say."""
    left, right = _EMPHASIS.sub("", left), _EMPHASIS.sub("", right)
    if plain_count:
        return counted_noun(right) or words.last_metric(_cut_left(left))
    return measured_noun(left, right)
