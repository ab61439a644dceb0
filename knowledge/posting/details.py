"""What stands in one thing that is asked for: years, names of tools, languages, and whether it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.posting import YearsAsked
from knowledge.posting.alike import known_names
from knowledge.posting.words import folded, pattern, words_of
from language.figures import Dimension, figures
from language.figures.units import YEAR
from language.sentences import count_words, sentences

_RANGE = re.compile(
    r"(\d{1,2})\s*(?:-|–|—|to|bis|a|à|tot|至|~)\s*(\d{1,2})\)?\s*\+?\s*(?:years?|yrs?|jahre?n?|anos?|años|ans|anni|jaar|年)",
    re.I,
)
_PLUS = re.compile(r"(\d{1,2})\s*\+\s*(?:years?|yrs?|jahre?n?|anos?|años|ans|anni|jaar|年)", re.I)
_IN_BRACKETS = re.compile(r"\((\d{1,2})\)\s*\+?\s*(?:years?|yrs?|jahre?n?|anos?|años|ans|anni|jaar)", re.I)
_YEARS_OR_MORE = re.compile(r"(\d{1,2})年(?:以上)?")
_OR_MORE = re.compile(r"(?<=\w) (?:or more|oder mehr|ou plus|o más|o mas|ou mais|o più|of meer)(?= \w)", re.I)
"""Behind a number that is the least: "five or more years"."""
_MOST_YEARS = 40
_AT_THE_BEGINNING = 6
_LEVEL = re.compile(r"(?<!\w)([ABC][12])(?!\w)")
_ASIDE = re.compile(r"[(（]([^()（）]*)[)）]")
_PREFERABLY = re.compile(
    r"(?<=\w\w),\s*(?:preferably|ideally|vorzugsweise|idealerweise|am besten|im Idealfall|"
    r"gerne?(?: auch)?|bij voorkeur|liefst|"
    r"preferiblemente|preferentemente|idealmente|de préférence|idéalement|preferencialmente|preferibilmente)"
    r"\b(?:\([^)]*\)|[^,;])*",
    re.I,
)
"""What is said of what is needed: "A degree, preferably in physics"."""
_FURTHER = re.compile(r"(?<=\w\w);\s+(?=\w)")
_CHINESE_CLAUSE = re.compile(r"[，；]|[,;](?=\s*[\u4e00-\u9fff])")
_NAME = re.compile(
    r"(?<![A-Za-zÀ-ÿ0-9_.])\.?[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9_+#]*(?:[./&-][A-Za-z0-9][A-Za-zÀ-ÿ0-9_+#]*)*[+#]*"
)
_SENTENCE_START = re.compile(r"(?:^|[\"“„•])\s*$")
_AMONG_NAMES = re.compile(
    r"[,/]\s*[A-Z]|\s(?:or|and|oder|und|o|y|e|ou|et|of|en)\s(?:[A-Z]|(?:an? |uno? |une |um |een |ein\w* )?"
    r"(?:(?:an)?other|similar|equivalent|ähnlich\w*|ander\w*|otr[oa]s?|autres?|outr[oa]s?|altr[ioae]))"
    r"|\s(?:is|ist|es|est|é|è)\s"
)
"""What follows a word that begins a line and is a name all the same: "Navis, Kalmar", "Kotlin is a plus"."""
_NUMBER = re.compile(
    r" (\d{2,6}(?:[-:]\d{1,4})?)(?![\d.,]*\d|\s*(?:%|\+|years?|yrs?|hours?|days?|months?|people|jahre?|"
    r"stunden|anos?|años|ans|anni|jaar|k\b|km|kg|t\b))"
)
_LONGEST_STANDARD = 5
_CURRENCIES = frozenset({"EUR", "GBP", "USD", "CHF", "CAD", "AUD", "BRL", "CNY", "RMB"})
_LONGEST_SIDE = 2
"""The parts of "CI/CD" and "A/B" belong together; "Java/Kotlin" are two names."""
_GERMAN_NAME = re.compile(r"[A-Z].*[A-Z0-9+#./]|[+#]|^\.[A-Z]")


def years_in(text: str) -> YearsAsked | None:
    """The years of experience that `text` asks for, None where it asks for none."""
    text = _OR_MORE.sub("", text)
    for pair in _RANGE.finditer(text):
        least, most = float(pair[1]), float(pair[2])
        if least < most <= _MOST_YEARS and _is_experience(text):
            return YearsAsked(least=least, most=most)
    if (more := _PLUS.search(text) or _IN_BRACKETS.search(text) or _YEARS_OR_MORE.search(text)) and float(
        more[1]
    ) <= _MOST_YEARS:
        return YearsAsked(least=float(more[1])) if _is_experience(text) else None
    for long, each in words_of("years_long").items():
        if each.search(folded(text)) is not None and _is_experience(text):
            return YearsAsked(least=float(long))
    for figure in figures(text):
        years = figure.low / YEAR
        if figure.dimension is Dimension.TIME and 1 <= years <= _MOST_YEARS and _is_experience(text):
            return YearsAsked(least=round(years, 1))
    return None


def _is_experience(text: str) -> bool:
    # "3-6 years writing software" begins with what it asks for.
    begins = text[:_AT_THE_BEGINNING]
    plain = folded(text)
    if pattern("ages").search(plain) is not None:
        return pattern("experience_itself").search(plain) is not None
    told = pattern("experience").search(plain) is not None or pattern("served").search(plain) is not None
    return told or any(map(str.isdigit, begins))


def tools_in(text: str, language: str) -> tuple[str, ...]:
    """The names in `text`, in order: what is written with a capital within a sentence, or with signs.

    What is known to be a name is one however it is written: "d.velop", and "Orbis" in German.
    """
    found = dict.fromkeys(name for sentence in sentences(text) for name in _names(sentence, language))
    within = {part.casefold() for name in found for part in (name, *name.split())}
    known = [name for name in known_names(text) if name.casefold() not in within]
    return tuple(sorted((*found, *known), key=text.find)) if known else tuple(found)


def _names(sentence: str, language: str) -> Iterator[str]:
    words = list(_NAME.finditer(sentence))
    alone = len(words) <= 1
    name: list[str] = []
    end = -1
    for found in words:
        word = found[0].rstrip(".-/&")
        first = not alone and _SENTENCE_START.search(sentence[: found.start()]) is not None
        first = first and not _AMONG_NAMES.match(sentence, found.start() + len(word))
        if not _is_name(word, first=first, german=language == "de"):
            continue
        if name and sentence[end : found.start()] != " ":
            yield from _each(name)
            name = []
        end = found.start() + len(word)
        if (number := _numbered(word, sentence, end)) is not None:
            # "ISO 45001" is another standard than "ISO 27001".
            word, end = f"{word} {number[1]}", number.end()
        name.append(word)
    if name:
        yield from _each(name)


def _numbered(word: str, sentence: str, end: int) -> re.Match[str] | None:
    """The number that a standard has behind its letters; None where it counts something else."""
    standard = word.isupper() and 1 < len(word) <= _LONGEST_STANDARD and word not in _CURRENCIES
    return _NUMBER.match(sentence, end) if standard else None


def _is_name(word: str, *, first: bool, german: bool) -> bool:
    if not word or _LEVEL.fullmatch(word) or (len(word) == 1 and word not in "CR"):
        return False
    if any(each.fullmatch(folded(word)) for each in words_of("languages").values()):
        return False
    inner = bool(_GERMAN_NAME.search(word)) or word.isupper()
    return inner or (word[:1].isupper() and not german and not first)


def _each(run: Sequence[str]) -> Iterator[str]:
    """The names that are written as one: "Java/Kotlin", but "CI/CD" is one.

    What names nothing is taken from both ends: of "Senior Python Developer" Python is left, and "Google Cloud
    Platform" stays whole.
    """
    name = [*run] if not _names_nothing(" ".join(run)) else []
    while name and _names_nothing(name[0]):
        name.pop(0)
    while name and _names_nothing(name[-1]):
        name.pop()
    joined = " ".join(name)
    sides = joined.split("/")
    if len(sides) > 1 and any(len(side) > _LONGEST_SIDE for side in sides):
        yield from (
            side
            for side in sides
            if side[:1].isupper() and not _names_nothing(side) and _is_name(side, first=False, german=False)
        )
    elif joined:
        yield joined


def _names_nothing(text: str) -> bool:
    return pattern("no_names").fullmatch(folded(text)) is not None


def is_choice(text: str, language: str) -> bool:
    """Whether of the names in `text`, which is in `language`, one will do."""
    chosen = words_of("choice", whole=False).get(language)
    return chosen is not None and chosen.search(folded(text)) is not None


def is_one_of(text: str) -> bool:
    """Whether `text` says that a single one of its names will do: "one of these languages: …"."""
    return pattern("one_of").search(folded(text)) is not None


def languages_in(text: str) -> tuple[str, ...]:
    """The codes of the human languages that `text` names."""
    plain = folded(text)
    return tuple(code for code, each in words_of("languages").items() if each.search(plain))


def level_in(text: str) -> str:
    """How well a language is to be spoken, by the European scale; "" where `text` does not say."""
    found = _LEVEL.search(text)
    return found[1] if found else ""


def needed_in(text: str) -> str:
    """`text` without what it says at its end to be welcome: "French and English; German is a plus"."""
    first, *rest = _FURTHER.split(text)
    return first if rest and not is_welcome(first) and any(map(is_welcome, rest)) else text


def welcome_within(text: str) -> str:
    """What a line that is needed says at its end to be welcome: "ideally in food"; "" for nothing."""
    found = _PREFERABLY.search(text)
    if found is None or is_welcome(text):
        return ""
    welcome = found[0].lstrip(" ,").rstrip(" .")
    return welcome if count_words(welcome) > 1 else ""


def is_welcome(text: str) -> bool:
    """Whether `text` itself says that it is not needed."""
    # "JavaScript, HTML (Vue.js is a plus)" and "学历本科，计算机专业优先" are needed all the same.
    bare = _ASIDE.sub(lambda found: found[0] if count_words(found[1]) <= 1 else "", text)
    bare = _FURTHER.split(_PREFERABLY.sub("", bare))[0]
    *first, last = _CHINESE_CLAUSE.split(bare)
    plain = folded(first[0] if first else last)
    # "A degree is required, a master's preferred" is needed, "not required, but welcome" is not.
    needed = pattern("needed").search(plain) is not None and pattern("not_needed").search(plain) is None
    welcome = pattern("nice").search(plain) is not None or pattern("not_needed").search(plain) is not None
    return welcome and not needed


def seniority_in(text: str) -> str:
    """The level that a title names, "" where it names none."""
    plain = folded(text)
    return next((level for level, each in words_of("seniority").items() if each.search(plain)), "")
