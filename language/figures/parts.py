"""Parts of a whole as people say them: "one in twenty-five", "two fifths", "every eighth question"."""

from __future__ import annotations

import re

from language.figures import numerals
from language.patterns import regex
from language.words import NUMBERS

_EN = NUMBERS["en"]
_SMALL = "|".join(sorted((word for word, value in _EN.items() if 1 <= value < 20), key=len, reverse=True))
_ANY = (
    "(?:(?:"
    + "|".join(word for word, value in _EN.items() if value >= 20)
    + rf")(?:[ -](?:{_SMALL}))?|{_SMALL})"
)
_ORDINALS: dict[str, int] = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_ROUND = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6}
_NAMES = "|".join(_ORDINALS)
_TIMES = "hour|min|sec|day|week|month|year|fortnight|quarter|sprint|decade"
_NO_TIME = rf"(?!(?:\sand\sa\s(?:half|quarter))?\s?[%\w]*(?:{_TIMES}))"
_WHOLE = rf"(?:\d{{1,4}}|{_ANY})"
_FEW = rf"(?:\d{{1,3}}|{_ANY})(?:\s(?:hundred|thousand))?"
_NO_NOUN = (
    "and or to the was were are has had have did does from with for but than that which who this these "
    "other more less thing things day days week weeks month months year years hour hours minute minutes"
)
_NOUN = rf"\s(?!(?:{'|'.join(_NO_NOUN.split())})\b)[a-z]{{3,20}}"
_SAID_NOUN = rf"(?:{_NOUN}){{0,2}}"
# "Nine customers in ten come back" is a part, and "nine shops in ten towns" none. What ends in "s" and may
# follow a part all the same stands first.
_NO_PLACES = (
    r"(?!\s(?!(?:was|is|has|does|always|sometimes|perhaps|this|across|us|as)\b)[a-z]{2,}s\b(?<!ss)"
    r"|\s(?:people|children|men|women)\b)"
)
_NO_PLACE = (
    r"(?!\s(?:towns|cities|countries|villages|places|languages|teams|regions|rooms|buildings|lines)\b)"
)
_COMPARED = "|".join(
    """more less fewer faster slower quicker cheaper dearer longer shorter bigger larger smaller lower higher
    lighter heavier thinner thicker wider narrower deeper better worse cleaner warmer colder cooler stronger
    weaker steeper taller older younger busier""".split()
)
_GOES_ON = (
    "compared since over in within when after with and to on from while for at this last during because as "
    "but"
)
# Each way of saying a part. "In" joins any two of the first ten numbers, or two with a noun between them;
# beyond them only "one in ..." is a part, for "two in fifteen towns" is none. A hundred and a thousand are
# wholes, whatever stands between.
PART = (
    r"\b(?:(?:(?:two|2)[ -]thirds"
    rf"|(?:{_SMALL})[ -](?:{_NAMES})s"
    rf"|(?:a|one)[ -](?:third|quarter|fifth|tenth)\b(?=\s+(?:of|as|{_COMPARED})\b|[,.;]|$)"
    rf"|(?<=\bby )(?:an?|one)[ -](?:{_NAMES})\b(?=\s(?:{'|'.join(_GOES_ON.split())})\b)"
    rf"|(?:an?|one)[ -](?:{_NAMES})\b(?=\s+of\b)"
    rf"|every\s(?:second|{_NAMES})(?=\s(?!single\b|and\b|of\b|time\b|floor\b|\w*day)[a-z]{{3,}}){_NO_TIME}"
    rf"|{_WHOLE}{_SAID_NOUN}\s(?:out\sof|in)\s(?:a|one|every)\s(?:hundred|thousand|million)"
    rf"|{_WHOLE}{_SAID_NOUN}\sout\sof\s(?:every\s)?{_FEW}"
    rf"|{_WHOLE}\s(?:of|in)\severy\s{_FEW}"
    rf"|(?:1|one)(?:{_NOUN}){{1,2}}\sin\s{_FEW}\b{_NO_PLACE}"
    rf"|{_WHOLE}(?:{_NOUN}){{1,2}}\sin\s{_FEW}\b{_NO_PLACES}"
    rf"|(?:1|one)\sin\s(?:every\s)?{_FEW}"
    r"|(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine)\sin\s(?:every\s)?"
    r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)(?:\s(?:hundred|thousand))?"
    rf")\b{_NO_TIME}|(?<![\w/.])\d{{1,3}}(?:\.\d)?\s?/\s?\d{{1,3}}(?![\w/.]*[\d/])\b)"
)
TURN = (
    rf"every\s(?P<turn>other|second|{_NAMES})\s(?=(?P<turn_unit>day|week|month|year|hour|minute)\b(?!\sof\b))"
)
"""How often something comes round: "every other week", every third month."""
ONE_IN = (
    r"(?:1|one)\s(?P<in_unit>day|week|month|year|hour|minute)\s(?:in|out\sof)\s(?:every\s)?"
    rf"(?P<in_so_many>{_FEW})\b{_NO_TIME}{_NO_PLACES}"
)
"""The same, told as a part: "one week in five"."""
_TWO = regex(rf"(?P<above>[\d.]+|{_ANY})\b.*?(?:\sin\s|\sof\s|/)\s?(?:(?:every|a|one)\s)?(?P<below>\S.*)")
_NAMED = regex(rf"(?P<above>an?|one|every|\d|{_SMALL})[ -](?P<below>second|other|{_NAMES}|thirds)s?")


_COUNTED = regex(rf"\b{_WHOLE}(?P<counted>(?:{_NOUN}){{1,2}})\s(?:in|out\sof)\s", re.IGNORECASE)


def counted(quote: str) -> str:
    """What a part is a part of where that stands within: "user" of "one user in twenty"; else ""."""
    found = _COUNTED.search(quote)
    return found["counted"].strip() if found else ""


def whole(written: str) -> float:
    """The number that a part is one of."""
    return _value(" ".join(written.lower().split()))


def turns(name: str) -> float:
    """How many times as long as its unit it is till something comes round that happens every `name` one."""
    return 2.0 if name in ("other", "second") else float(_ORDINALS[name])


def share(written: str) -> float | None:
    """The per cent that a text which PART matches is, 0 to 100; None where it is more than the whole."""
    said = " ".join(written.lower().split())
    if named := _NAMED.fullmatch(said):
        above = 1.0 if named["above"] in ("a", "an", "every") else _value(named["above"])
        below = turns(named["below"].replace("thirds", "third"))
    elif two := _TWO.fullmatch(said):
        above, below = _value(two["above"]), _value(two["below"])
    else:
        return None
    return 100.0 * above / below if 0 < above <= below else None


def _value(word: str) -> float:
    if word in _ROUND:
        return _ROUND[word]
    numeral = numerals.from_digits(word, "en") if word[0].isdigit() else numerals.from_words(word, "en")
    return numeral.value if numeral else 0.0
