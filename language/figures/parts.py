"""Parts of a whole as people say them: "one in twenty-five", "two fifths", "every eighth question"."""

from __future__ import annotations

import re

from language.figures import numerals
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
_NO_TIME = r"(?!\s?[%\w]*(?:hour|min|sec|day|week|month|year))"
_WHOLE = rf"(?:\d{{1,4}}|{_ANY})"
_SAID_NOUN = r"(?:\s(?!and\b|or\b|to\b)[a-z]{3,20})?"
# Each way of saying a part. "In" joins any two of the first ten numbers; beyond them only "one in ..." is a
# part, for "two in fifteen towns" is none. A hundred and a thousand are wholes, whatever stands between.
PART = (
    r"\b(?:(?:(?:two|2)[ -]thirds"
    rf"|(?:{_SMALL})[ -](?:{_NAMES})s"
    r"|(?:a|one)[ -](?:third|quarter|fifth|tenth)\b(?=\s+(?:of|more|less|fewer)\b|[,.;]|$)"
    rf"|(?:an?|one)[ -](?:{_NAMES})\b(?=\s+of\b)"
    rf"|every\s(?:second|{_NAMES})(?=\s(?!single\b|and\b|of\b|time\b|floor\b|\w*day)[a-z]{{3,}}){_NO_TIME}"
    rf"|{_WHOLE}{_SAID_NOUN}\s(?:out\sof|in)\s(?:a|one|every)\s(?:hundred|thousand|million)"
    rf"|{_WHOLE}\sout\sof\s(?:every\s)?{_WHOLE}"
    rf"|(?:1|one)\sin\s(?:every\s)?{_WHOLE}"
    r"|(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine)\sin\s(?:every\s)?"
    r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)"
    rf")\b{_NO_TIME}|(?<![\w/.])\d{{1,3}}(?:\.\d)?\s?/\s?\d{{1,3}}(?![\w/.]*[\d/])\b)"
)
_TWO = re.compile(
    rf"(?P<above>[\d.]+|{_ANY})\b.*?(?:\sin\s|\sof\s|/)\s?(?:(?:every|a|one)\s)?(?P<below>\S.*)"
)
_NAMED = re.compile(rf"(?P<above>an?|one|every|\d|{_SMALL})[ -](?P<below>second|{_NAMES}|thirds)s?")


def share(written: str) -> float | None:
    """The per cent that a text which PART matches is, 0 to 100; None where it is more than the whole."""
    said = " ".join(written.lower().split())
    if named := _NAMED.fullmatch(said):
        above = 1.0 if named["above"] in ("a", "an", "every") else _value(named["above"])
        below = 2.0 if named["below"] == "second" else float(_ORDINALS[named["below"]])
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
