"""What a candidate asks for in words of their own: to hear it again, time to think, to leave it, to stop.

The words never move the interview: whoever holds it makes a message's kind of what is heard here, and asks
first where it could be an answer. One file a language (`requests/de.yaml`); all are listened for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from agents.sayings import SPOKEN, spoken
from domain.interview import ENGLISH
from language.figures import values
from language.patterns import regex
from language.tables import read_yaml

_MOST_WORDS = 30
"""A message of more words is an answer, whatever it begins with."""
_MOST_ECHOED = 3
"""So few words that the question has, too, may be the answer to it: "pass" to "Did it pass or fail?"."""
_MOST_MEANT = 3
"""A larger figure is an answer: "which of the two?" has none that tells."""
_CHINESE = "zh"
_ELISION = regex(r"['’](?=(?:s|m|t|d|ll|re|ve)\b)")
_SENTENCE = regex(r"[^.!?…。！？;；]+[.!?…。！？;；]*")
_WORD = regex(r"\w+|[?？]")
_CLAUSE = regex(r"[,:，：—]")
_ASKING = ("?", "？")
_PERHAPS = "perhaps_"
"""Begins the kinds of requests that may be an answer, too."""
_NO_KINDS = frozenset({"sorry", "tells", "states", "asks_back", "asks_for_words"})
"""What is listened for and asks for nothing."""
_TELLS_NOTHING = frozenset({"polite", "unknowing"})
"""What may stand beside a request and tells nothing: "please", "no idea"."""


class Wish(StrEnum):
    """What is asked for, the weightiest first: of two in one message it is the one that counts."""

    BACK = "back"
    STOP = "stop"
    SKIP = "skip"
    RESTART = "restart"
    DONE = "done"
    CLARIFY = "clarify"
    REPEAT = "repeat"
    THINK = "think"


@dataclass(frozen=True, slots=True)
class Intention:
    """A wish, and whether the message is nothing but it (`sure`).

    `rest` is what follows where somebody starts again within a message, "" elsewhere.
    """

    wish: Wish
    sure: bool
    rest: str = ""


def may_ask(said: str) -> bool:
    """Whether `said` could be a request: nobody makes one in several lines, or in what looks like code."""
    return "\n" not in said and not said.startswith("/") and len(said.split()) <= _MOST_WORDS


def words(said: str) -> list[str]:
    """The words of `said` in small letters without accents, and its question marks."""
    return _WORD.findall(_plain(said))


def hear(said: str, *, asked: str = "", language: str = ENGLISH) -> Intention | None:
    """What `said` asks for; None where it is an answer.

    `asked` is the question it may be an answer to, and `language` the one that is spoken: its requests are
    looked for first. A word by itself is one of that language or of English: "fine" ends nothing because it
    is Italian for the end.
    """
    said = said.strip()
    if not may_ask(said):
        return None
    sentences = _SENTENCE.findall(said)
    here = (spoken(language), ENGLISH)
    elsewhere = (_CHINESE,) if len(_WORD.findall(said)) == 1 else SPOKEN
    for code in dict.fromkeys((*here, *elsewhere)):
        if (found := _heard(sentences, code)) is not None:
            return found if not _echoes(said, asked) else Intention(found.wish, sure=False)
    return None


def only_asks(said: str, *, language: str = ENGLISH) -> bool:
    """Whether `said` tells nothing and asks something, whatever it is: "My whole CV, or just this job?"

    Polite sentences beside the questions tell nothing. It may be an answer all the same, where somebody is
    asked what they would ask.
    """
    said = said.strip()
    if not may_ask(said):
        return False
    sentences = [sentence for sentence in _SENTENCE.findall(said) if re.search(r"\w", sentence)]
    told = [sentence for sentence in sentences if not sentence.rstrip().endswith(_ASKING)]
    polite = dict.fromkeys((spoken(language), ENGLISH))
    # "Because it broke?": who is not sure of an answer asks it.
    if any(_begins_as("tells", each, code) for each in sentences for code in polite):
        return False
    return len(told) < len(sentences) and all(
        any(_wishes(each, code) == {} for code in polite) for each in told
    )


def asks_back(said: str, *, asked: str, language: str = ENGLISH) -> bool:
    """Whether `said` only makes sure of what was `asked`: "For which of the two?", "Do you mean why three?"

    Not where a question is what was asked for, nor where it has a figure of its own: that is an answer of
    somebody who is not sure.
    """
    said = said.strip()
    if not may_ask(said):
        return False
    own = values(said, language).keys() - values(asked, language).keys()
    if any(value > _MOST_MEANT for value in own):
        return False
    return any(
        _asks_for_words(code).search(asked.casefold()) is None and _asker(code).fullmatch(_normal(said, code))
        for code in dict.fromkeys((spoken(language), ENGLISH))
    )


def _heard(sentences: list[str], code: str) -> Intention | None:
    requests = [_wishes(sentence, code) for sentence in sentences]
    if not requests:
        return None
    if all(each is not None for each in requests):
        # All that is no "please", "sorry" and "no idea".
        wishes = {wish: sure for each in requests if each is not None for wish, sure in each.items()}
        wish = next((wish for wish in Wish if wish in wishes), None)
        if wish is Wish.DONE and any(_begins_as("unknowing", each, code) for each in sentences):
            # "I don't know. That's all." is an answer, and a whole one.
            return None
        return None if wish is None else Intention(wish, wishes[wish])
    for at, each in enumerate(requests[1:], start=1):
        if each is not None and Wish.RESTART in each:
            return Intention(Wish.RESTART, sure=False, rest="".join(sentences[at + 1 :]).strip())
    last = requests[-1] or {}
    if (last.keys() & {Wish.CLARIFY, Wish.REPEAT}) and _begins_as("sorry", sentences[0], code):
        return Intention(next(wish for wish in Wish if wish in last), sure=False)
    return None


def _wishes(sentence: str, code: str) -> dict[Wish, bool] | None:
    """The wishes of a sentence of nothing but requests and what tells nothing, each with whether it is sure.

    None where it holds anything else.
    """
    match = _listener(code).fullmatch(_normal(sentence, code))
    if match is None:
        return None
    # "What do you mean by urgent, I ask every doctor": what follows a comma is no name of a thing.
    thing = max((match[name] or "" for name in match.groupdict() if name.startswith("thing")), key=len)
    if thing and (_CLAUSE.search(sentence[-len(thing) :]) or _states(thing, code)):
        return None
    found = {Wish(name): True for name in Wish if match[name]}
    if match["lost"]:
        found[Wish.REPEAT] = True
    for name, matched in match.groupdict().items():
        if matched and name.startswith(_PERHAPS):
            found.setdefault(Wish(name.removeprefix(_PERHAPS)), False)
    return found


def _states(thing: str, code: str) -> bool:
    """Whether what should name a thing says something of it."""
    return re.search("|".join(_requests(code)["states"]), f"{thing} ") is not None


def _begins_as(kind: str, sentence: str, code: str) -> bool:
    """Whether `sentence` begins with words of `kind`, which are no request."""
    return re.match("|".join(_requests(code)[kind]), _normal(sentence, code)) is not None


def _echoes(said: str, asked: str) -> bool:
    own = words(said)
    return 0 < len(own) <= _MOST_ECHOED and set(own) <= set(words(asked))


def _normal(text: str, code: str) -> str:
    """The words of `text` as the patterns have them, each with a space behind it; Chinese without."""
    return "".join(word if code == _CHINESE else f"{word} " for word in words(text))


def _plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFD", _ELISION.sub("", text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _listener(code: str) -> re.Pattern[str]:
    """Matches a sentence of requests, a group for each kind that was among them."""
    requests, end = _requests(code), "" if code == _CHINESE else " "
    (something,) = requests.pop("something")
    kinds = []
    # "Eh?" asks, though "eh" by itself does not: what tells nothing is tried last.
    for kind, patterns in sorted(requests.items(), key=lambda each: each[0] in _TELLS_NOTHING):
        if kind in _NO_KINDS:
            continue
        any_of = "|".join(patterns)
        for number in range(any_of.count("{something}")):
            any_of = any_of.replace("{something}", f"(?P<thing_{kind}_{number}>{something})", 1)
        kinds.append(f"(?:{any_of}){end}" if kind in _TELLS_NOTHING else f"(?P<{kind}>(?:{any_of}){end})")
    return re.compile(f"(?:{'|'.join(kinds)})+")


@cache
def _asker(code: str) -> re.Pattern[str]:
    """Matches a message that only asks back, whatever politeness is around it."""
    requests, end = _requests(code), "" if code == _CHINESE else " "
    (something,) = requests["something"]
    back, polite = ("|".join(requests[kind]) for kind in ("asks_back", "polite"))
    back = back.replace("{something}", f"(?:{something})")
    around = rf"(?:(?:{polite}){end})*"
    return re.compile(rf"{around}(?:{back}){end}{around}")


@cache
def _asks_for_words(code: str) -> re.Pattern[str]:
    return re.compile(read_yaml(Path(__file__).parent / "requests" / f"{code}.yaml")["asks_for_words"])


def _requests(code: str) -> dict[str, list[str]]:
    file = Path(__file__).parent / "requests" / f"{code}.yaml"
    tree = read_yaml(file)
    return {
        kind: [
            _plain(pattern).replace("(", "(?:") for pattern in ([found] if isinstance(found, str) else found)
        ]
        for kind, found in tree.items()
    }
