"""Find the numbers of a text and skip those that count nothing: versions, names, times of day, list marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from language.figures import chinese, foreign, numerals, parts
from language.figures.context import SHARE_WITHIN
from language.figures.starts import matches
from language.figures.two_units import in_two_units
from language.figures.units import PERIOD_ADVERBS


class Number(NamedTuple):
    """A number at its place.

    `kind` is "digits", "words", "date", "half", "fraction" or "factor", "article" for "an hour" and
    "every hour", "often" for "twice a day", "timed" for "an hour and a half" and "two" for "one metre
    twenty", which have their `unit` within. `vague` is one that is only about so many ("une vingtaine").
    """

    start: int
    end: int
    kind: str
    value: float
    resolution: float
    high: float = -1.0
    unit: str = ""
    vague: bool = False

    @property
    def most(self) -> float:
        """The most that is meant: three of "a couple of", else the number itself."""
        return max(self.high, self.value)


_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Behind the number of a day; "may" in small letters is a verb far more often, unless a preposition says when.
_MONTHS_BEHIND = (
    rf"(?:(?<=on\s\d\s)|(?<=on\s\d\d\s)|(?<=by\s\d\s)|(?<=by\s\d\d\s)|(?!may\b)|(?-i:(?=May)))(?:{_MONTHS})"
    "|januar|februar|märz|mai|juni|juli|august|oktober|dezember"
    "|(?:de\\s)?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    "|(?:de\\s)?(?:janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
    "|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|décembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|januari|februari|maart|mei|augustus"
)

# Numbers after these words are labels: "step 3", "Python 3.11".
_LABELS = "|".join(
    """step section chapter phase part version release question task item figure table page line lines
    level tier round stage option priority note rule issue ticket port status day week module lesson
    exercise scenario story example appendix annex article v ver no\\. nr\\. series type class gen
    generation attempt q code paso schritt passo""".split()
)
_PRODUCTS = "|".join(
    """gpt chatgpt llama claude gemini gemma mistral mixtral phi qwen deepseek falcon bert whisper yolo
    python java node nodejs postgres postgresql mysql spring boot angular react vue django rails kafka
    redis spark airflow pytorch tensorflow cuda ubuntu debian windows android ios iso pci pci-dss dss
    soc tls ssl oauth ipv http html css es php ruby go scala kotlin swift terraform kubernetes k8s
    docker elasticsearch mongodb solr web industry office sonnet opus haiku turbo titan nova granite
    vllm langchain pydantic net wcag nist rfc basel excel studio""".split()
)
_NO_UNIT = r"(?!\s?-?(?:sec|min|hour|day|week|month|year|ms\b|percent|[kmgt]b\b))"
_NAME = (
    rf"\b(?:{_PRODUCTS})[ -]v?\d+(?:\.\d+)*(?:\.x)?(?![\d%])(?!\s*(?:%|percent)|\s+[a-z]{{3,}}s\b|\+)"
    r"(?:-?[A-Za-z]+\b)?"
)
_LABEL = rf"\b(?:{_LABELS})\s?#?:?\s?\d+(?:\.\d+)*(?:\s?[-–&]\s?\d+)?(?![\w%.,]*[\d%+])(?!\s*[%$×]){_NO_UNIT}"

_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]"
_TIME_OF_DAY = (
    # "Ten to twelve" is a range far more often.
    rf"\b(?:(?:half\spast|(?:a\s)?quarter\s(?:past|to)|(?:ten|twenty|five)\spast)\s(?:{_HOUR}|noon|midnight)\b"
    rf"|(?:(?:{_HOUR})\s?(?:to|and|till|until|[-–])\s?)?(?:{_HOUR})(?:[ -](?:fifteen|thirty|forty-five))?\s?"
    r"(?:o['’]clock|[ap]\.?m\b\.?|in\sthe\s(?:morning|afternoon|evening)\b|at\snight\b))"
)
_SKIP = (
    r"https?://\S+|\bwww\.\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,63}"
    r"|\b\d{1,2}(?::\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b24/7(?:/365)?\b"
    r"|(?m:^[\s>#*_|-]{0,12}(?:\d{1,3}|[ivx]{1,4})(?:[.)](?=[\s*_])"
    r"|(?:\.\d{1,3}){1,3}\.?\s+(?=(?-i:[A-Z][a-z]{2})(?![GMK]b)|\*)))"
    r"|(?m:^\s{0,8}\|\s{0,8}\d{1,3}\s{0,8}(?=\|))"
    rf"|{_TIME_OF_DAY}"
    r"|[\[(]\d{1,2}[\])]|#\d+|\bv\d+(?:\.\d+)*\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d+(?:\.\d+){2,}\b(?!,)"
    r"|\+\d{1,3}[\s(-]{1,2}\d[\d\s()-]{6,14}\d"
    # "Three main reasons" announces, and counts nothing.
    r"|\b(?:[2-9]|two|three|four|five|six|seven|couple of)\s(?:(?:main|key|big|simple|basic|core|important"
    r"|other|more|different|quick)\s)?(?:things|ways|reasons|aspects|ideas|thoughts|lessons|kinds|sorts"
    r"|words|sentences|points(?=\s?[.,:;]|\sto\b|\shere\b))\b"
    r"|\bone[ -](?:of(?!\s(?:every|each)\s)|another|more thing|thing|by)\b"
    r"|(?<!\bin )(?<!\bwithin )(?<!\bunder )(?<!\bthan )(?<!\bafter )(?<!\bfor )(?<!\bto )\bone[ -]day\b"
    r"|\bone-(?:on|to)-one\b|\bzero[ -](?:shot"
    r"|trust|copy|day)\b"
    r"|\b(?:first|second|other|better|last|next|this) (?:half|quarter|third|second)\b|\ba (?:third|second) "
    r"(?:part(?:y|ies)|option|time|one|way|person|opinion|look)\b"
    r"|\b(?:\d{1,2}|two|three|four|five|twelve)[ -](?:bit|tier|tiered|way|phase|phased|shot|factor"
    r"|star|hop|stage|pronged|dimension"
    r"al (?:model|modeling|modelling)|fold cross)\b"
)  # fmt: skip
_GROUPED_DOTS = r"(?P<dotted>(?<![\w.,])\d{1,3}(?:\.\d{3}){2}(?![\d.]|,\d))"
_DATE = (
    rf"(?P<iso>\b(?:19|20)\d{{2}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)"
    # As CVs write when a post began: "04/2021", "04.2021".
    r"|(?P<month>(?<![\w/.,])(?:(?:0[1-9]|1[0-2])/|0[1-9]\.)(?:19|20)\d{2}\b(?![/.,]\d|\s?%))"
    rf"|(?P<long>\b(?:{_MONTHS})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d{{2}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS})\.?,?\s(?:19|20)\d{{2}}\b)"
    rf"|(?P<day>\b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?[%\w])"
    rf"|(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:of\s)?(?:{_MONTHS_BEHIND})\b(?!\s?(?:19|20)\d\d)"
    r"|\d{1,2}月(?:\d{1,2}[日号])?)"
)
_TIME = "second|minute|hour|day|week|month|year|fortnight|decade"
_SCALES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6}
_TIMED = (
    rf"(?P<timed>\b(?:(?:an?|one)\s(?:{_TIME})\sand\sa\s(?:half|quarter)"
    rf"|(?:(?:a|one)\squarter|three[ -]quarters)\sof\san?\s(?:{_TIME}))\b)"
)
# "Once a second team computes them …": an ordinal, as no joining word follows.
_NO_ORDINAL = (
    r"(?!(?<=\ba\ssecond)\s(?!(?:or|and|at|in|on|for|from|to|with|over|per|by|but|so|then|when|while|because|during"
    r"|as|if|is|are|was|were|the|an?|all|I|we|you|he|she|it|they|there|that|which|not|max)\b)[A-Za-z])"
)
_OFTEN = (
    r"(?P<often>\b(?:once|twice|thrice|(?:\d{1,2}|two|three|four|five|six|eight|ten)\stimes)\s"
    rf"(?:(?:an?|every|each|per)\s(?P<per>{_TIME})|(?P<adverb>hourly|daily|weekly|monthly|yearly))\b{_NO_ORDINAL})"
)
_PHRASE = (
    rf"(?P<turns>\b{parts.TURN}(?P=turn_unit))"
    rf"|(?P<one_in>\b{parts.ONE_IN})"
    rf"|(?P<couple>\ba\scouple\sof\s(?P<couple_unit>{_TIME})s\b)"
    rf"|(?P<couple_of>\ba\scouple\s(?:of\s)?(?P<couple_scale>{'|'.join(_SCALES)})\b)"
    r"|(?P<half_more>\bhalf\s(?:again\sas\s[a-z]{3,9}|as\s[a-z]{3,9}\sagain)\b)"
    r"|(?P<half>\b(?:(?:in|by)\s+(?:a\s+)?half(?!\s+an?\b)|halved|halving|half(?!-)(?!\spast\b)"
    r"(?!\san?\s(?:million|billion|thousand|hundred|dozen)))\b)"
    rf"|(?P<fraction>{parts.PART})"
    r"|(?P<factor>\b(?:twice(?=\s+(?:as|the|a)\b)|doubl(?:ed|ing|es)|double(?=\s+(?:what|as|the)\b)"
    r"|tripl(?:ed|ing|es)|trebl(?:ed|ing|es)|quadrupl(?:ed|ing|es)|quintupl(?:ed|ing|es)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)[ -]?fold)\b)"
    r"|(?P<every>(?<=[a-z,] )every\s(?=(?:minute|hour|day|week|month)\b(?!\s(?:and|single)\b)))"
    r"|(?P<article>\b(?:half\s+)?an?\s(?=(?:second|minute|hour|day|week|month|year|fortnight|decade)\b))"
)
# A digit after a letter, "_", or a letter with "/" or "-" belongs to a name: "gpt-4", "top_5", "H100".
_DIGITS = (
    r"(?P<digits>(?<![A-Za-z_.@\\\d])(?:(?<=\bsub-)|(?<![A-Za-z][-/]))(?<!\d[.,:])"
    rf"(?:{numerals.DIGITS}))"
)


@cache
def _scanner(text_language: str, *, signs: bool = False) -> re.Pattern[str]:
    words = numerals.ENGLISH_WORDS
    if text_language in numerals.FOREIGN_WORDS:
        # The other languages' words go first: "once" and "mil" are numbers only there.
        words = f"{numerals.FOREIGN_WORDS[text_language]}|{words}"
    other = (foreign.phrases(text_language),) if text_language in numerals.FOREIGN_WORDS else ()
    patterns = (
        *other,
        _DATE,
        _GROUPED_DOTS,
        _TIMED,
        _OFTEN,
        f"(?P<skip>{SHARE_WITHIN}|{_SKIP}|{_NAME}|{_LABEL})",
        _PHRASE,
        _DIGITS,
        *((chinese.PATTERN,) if signs else ()),
        f"(?P<words>{words})",
    )
    return re.compile("|".join(patterns), re.IGNORECASE)


def numbers(text: str) -> Iterator[Number]:
    """The numbers of `text` that may be quantities, from left to right."""
    in_two = _in_two(text)
    at, end = 0, -1
    for number in _numbers(text):
        while at < len(in_two) and in_two[at].start < number.end:
            end = in_two[at].end
            yield in_two[at]
            at += 1
        # Those of a figure in two units are none of their own.
        if number.start >= end:
            yield number
    yield from in_two[at:]


def _in_two(text: str) -> list[Number]:
    """The figures in two units, from left to right; of two that overlap the first, and the longer one."""
    found: list[Number] = []
    for each in sorted(in_two_units(text), key=lambda each: (each.start, -each.end)):
        if not found or each.start >= found[-1].end:
            found.append(Number(each.start, each.end, "two", each.value, each.resolution, unit=each.unit))
    return found


def _numbers(text: str) -> Iterator[Number]:
    text_language = numerals.language(text)
    text = numerals.joined(text)
    for found in _found(text, text_language):
        kind = found.lastgroup or "skip"
        if kind == "skip":
            continue
        number = _read(kind, found, text_language)
        if number is not None:
            yield number
        elif kind in ("fraction", "foreign_ratio"):
            # "Six people in four teams" is no part, but two numbers.
            yield from _plain(text, found.start(), found.end(), text_language)


def _found(text: str, text_language: str) -> Iterator[re.Match[str]]:
    """What looks like a number, from left to right."""
    signs = chinese.has_signs(text)
    scanner = _scanner(text_language, signs=signs)
    if signs or text_language in numerals.FOREIGN_WORDS:
        return scanner.finditer(text)
    return matches(scanner, text, "english")


def _plain(text: str, start: int, end: int, text_language: str) -> Iterator[Number]:
    """The bare numbers of a stretch that looked like a part of something and is none."""
    for found in _bare(text_language).finditer(text, start, end):
        number = _read(found.lastgroup or "words", found, text_language)
        if number is not None:
            yield number


@cache
def _bare(text_language: str) -> re.Pattern[str]:
    words = numerals.ENGLISH_WORDS
    if text_language in numerals.FOREIGN_WORDS:
        words = f"{numerals.FOREIGN_WORDS[text_language]}|{words}"
    return re.compile(f"{_DIGITS}|(?P<words>{words})", re.IGNORECASE)


# What some phrases are whatever stands in them: kind, value and place of the last digit.
_ALWAYS = {
    "half": ("half", 50.0, 1.0),
    "half_more": ("factor", 1.5, 0.1),
    "every": ("article", 1.0, 1.0),
}


def _read(kind: str, found: re.Match[str], text_language: str) -> Number | None:
    start, end, written = found.start(), found.end(), found.group()
    if kind in ("iso", "month", "long", "day"):
        return _date(kind, start, end, written)
    if kind.startswith("foreign_"):
        read = foreign.read_phrase(text_language, kind, found)
        return (
            Number(start, end, read.kind, read.value, 1.0, read.high, read.unit, read.vague) if read else None
        )
    if kind.startswith("signs"):
        return _in_signs(kind, start, end, written)
    if kind in ("timed", "often", "turns", "one_in", "couple"):
        return _timed(kind, found)
    if kind == "couple_of":
        # Two, or three of them.
        scale = _SCALES[found["couple_scale"].lower()]
        return Number(start, end, "words", 2 * scale, scale, 3 * scale, vague=True)
    if kind in _ALWAYS:
        return Number(start, end, *_ALWAYS[kind])
    if kind == "fraction":
        share = parts.share(written)
        return Number(start, end, kind, share, 1.0) if share is not None else None
    if kind == "factor":
        return Number(start, end, kind, _factor(written.lower()), 1.0)
    if kind == "article":
        half = written.lower().startswith("half")
        return Number(start, end, kind, 0.5 if half else 1.0, 0.5 if half else 1.0)
    reader = numerals.from_words if kind == "words" else numerals.from_digits
    numeral = reader(written, text_language)
    if numeral is None:
        return None
    return Number(start, end, "words" if kind == "words" else "digits", numeral.value, numeral.resolution)


def _in_signs(kind: str, start: int, end: int, written: str) -> Number:
    if kind == "signs_half":
        return Number(start, end, "timed", 0.5, 0.25, unit=chinese.half_of(written))
    if kind == "signs":
        value = chinese.value_of(written)
        return Number(start, end, "signs", value, numerals.rounded(value).resolution)
    return Number(start, end, "fraction", chinese.percent_of(kind, written), 1.0)


def _timed(kind: str, found: re.Match[str]) -> Number:
    """What holds its unit of time: "an hour and a half", "twice a day", "every other week"."""
    start, end, said = found.start(), found.end(), found.group().lower()
    if kind == "often":
        count = said.split()[0]
        period = (found["per"] or PERIOD_ADVERBS[found["adverb"].lower()]).lower()
        return Number(start, end, kind, _TIMES.get(count) or _small(count), 1.0, unit=period)
    if kind == "turns":
        every = parts.turns(found["turn"].lower())
        return Number(start, end, "timed", every, 1.0, unit=found["turn_unit"].lower())
    if kind == "one_in":
        return Number(
            start, end, "timed", parts.whole(found["in_so_many"]), 1.0, unit=found["in_unit"].lower()
        )
    if kind == "couple":
        # Two, or three of them.
        return Number(start, end, "timed", 2.0, 1.0, 3.0, unit=found["couple_unit"].lower())
    unit = next(word for word in re.split(r"[\s-]+", said) if word in _TIME.split("|"))
    part = 0.75 if said.startswith("three") else 0.25 if "quarter" in said else 0.5
    return Number(start, end, kind, part if " of " in said else 1.0 + part, 0.25, unit=unit)


_FACTORS = {
    "twi": 2.0, "dou": 2.0, "two": 2.0, "tri": 3.0, "thr": 3.0, "qua": 4.0, "fou": 4.0, "fiv": 5.0,
    "tre": 3.0, "qui": 5.0, "six": 6.0, "sev": 7.0, "eig": 8.0, "nin": 9.0, "ten": 10.0,
    "fif": 50.0, "hun": 100.0,
}  # fmt: skip


def _factor(written: str) -> float:
    if written.startswith("twe"):
        return 12.0 if written.startswith("twel") else 20.0
    return _FACTORS[written[:3]]


_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


def _small(word: str) -> float:
    if word in ("a", "one"):
        return 1.0
    numeral = numerals.from_words(word, "en") if word.isalpha() else numerals.from_digits(word, "en")
    return numeral.value if numeral else 0.0


def _date(kind: str, start: int, end: int, written: str) -> Number | None:
    if kind == "day":
        # A day without its year is not a quantity; it is matched so that its number is not one either.
        return None
    if kind == "iso":
        value = float(written.replace("-", ""))
        return Number(start, end, "date", value, 1.0, value)
    if kind == "month":
        first = float(written[-4:]) * 10_000 + float(written[:2]) * 100
        return Number(start, end, "date", first + 1, 1.0, first + 31)
    year = int(re.findall(r"(?:19|20)\d{2}", written)[-1])
    month = next(index for index, key in enumerate(_MONTH_KEYS, 1) if re.search(rf"\b{key}", written.lower()))
    first = float(year * 10_000 + month * 100)
    day = re.search(r"\b\d{1,2}(?!\d)", written)
    if day:
        value = first + int(day.group())
        return Number(start, end, "date", value, 1.0, value)
    return Number(start, end, "date", first + 1, 1.0, first + 31)
