"""What of an interviewer's words asks, in transcripts with punctuation and without."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from language.asking import Form, form_of
from language.questioning import asks
from language.sentences import sentences
from language.tables import read_yaml
from language.terms import split

_PUNCTUATED = re.compile(r"[.?!…。？！]")
_LEADS_IN = 4
"""So many words may lead over to a question that nobody punctuated: "cool and how do you …"."""


_MOST_WORDS_ON, _MOST_WORDS_BACK = 6, 9
_LEADS_FAR = 16
_LEADING = frozenset(
    "so um uh and okay ok well then now right start also but äh und dann nun alors donc pues entonces".split()
)
"""Behind one of these a question may begin that stands further in what nobody punctuated."""


def asked_in(text: str, language: str) -> str:
    """The sentences of `text` that ask, "" where none does."""
    if not _PUNCTUATED.search(text):
        return _unpunctuated(text, language)
    found = [each.strip() for each in sentences(text)]
    return " ".join(each for each in found if asks(each, language))


def last_asks(text: str, language: str) -> bool:
    """Whether `text` ends with a question: whoever answers may ask something on the way."""
    found = [each.strip() for each in sentences(text) if each.strip()]
    return bool(found) and asks(found[-1], language)


def goes_on(asked: str, language: str) -> bool:
    """Whether a short question points back to what was just said: "And then?", "How long does that take?"."""
    words = split(asked)
    back, on = (split(of_language(what, language)) for what in ("back", "onward"))
    if len(words) <= _MOST_WORDS_ON and words[:1] and words[0] in on:
        return True
    return len(words) <= _MOST_WORDS_BACK and any(word in back for word in words)


def asks_for_story(asked: str, language: str) -> bool:
    """Whether a question asks for something that happened: "Tell me about a time when …"."""
    return re.search(of_language("story", language), asked, re.IGNORECASE) is not None


def of_language(what: str, language: str) -> str:
    """The row of a table of `asked.yaml` for a language, the English one where it has none."""
    rows = _tables()[what]
    return rows.get(language, rows["en"])


@cache
def _tables() -> dict[str, dict[str, str]]:
    file = Path(__file__).with_name("asked.yaml")
    found: dict[str, dict[str, str]] = read_yaml(file)
    return found


def _unpunctuated(text: str, language: str) -> str:
    words = text.split()
    leads = [at for at in range(_LEADS_IN, min(_LEADS_FAR, len(words))) if words[at - 1].lower() in _LEADING]
    for skipped in (*range(min(_LEADS_IN, len(words))), *leads):
        rest = " ".join(words[skipped:])
        if form_of(rest, language) is not Form.TOPIC:
            return rest
    return ""
