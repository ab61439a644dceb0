"""What we say of our own beside what the agents say, in the language of the session: one file a language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from agents.sayings import spoken
from domain.interview import ENGLISH, Mode
from domain.verdict import Band, Label
from language.tables import read_yaml

_ENDS = {
    "you stopped": "stopped",
    "the input ended": "input_ended",
    "every question on the agenda was asked": "every_question",
    "the time was up": "time_up",
}
"""How it is kept why an interview ended, and the label for it."""
_OF_FINDINGS = {
    "Landed": "landed",
    "Put right": "put_right",
    "Not sure": "not_sure",
    "Missing": "missing",
    "Check this": "check_this",
}
_OF_LABELS = {
    Label.COVERED: "covered",
    Label.PARTLY: "partly",
    Label.UNSURE: "unsure",
    Label.MISSING: "absent",
    Label.CONTRADICTED: "contradicted",
}


def label(key: str, language: str = ENGLISH, **given: object) -> str:
    """The label for `key` in `language`, in English where nobody speaks it.

    Raises `KeyError` where there is no such key.
    """
    return labels(spoken(language))[key].format(**given)


def unfilled(key: str, language: str = ENGLISH) -> str:
    """The label with its placeholders, for a script in the browser that fills them."""
    return labels(spoken(language))[key]


def of_band(band: Band, language: str = ENGLISH) -> str:
    """The name of a band."""
    return label(band.value.lower(), language)


def of_finding(title: str, language: str = ENGLISH) -> str:
    """The title of a part of the advice; as it is where it is none that is known."""
    return label(_OF_FINDINGS[title], language) if title in _OF_FINDINGS else title


def of_label(found: Label, language: str = ENGLISH) -> str:
    """What a key point was found to be."""
    return label(_OF_LABELS[found], language)


def of_mode(mode: Mode, language: str = ENGLISH) -> str:
    """How an interview is held."""
    return label(mode.value, language)


def of_agent(agent: str, language: str = ENGLISH) -> str:
    """What an agent is called; by its own name where it is none of ours."""
    key = f"agent_{agent}"
    return label(key, language) if key in labels(ENGLISH) else agent.replace("_", " ")


def of_count(things: str, number: int | str, language: str = ENGLISH) -> str:
    """ "1 fact", "2 red flags", in English "no facts", too; `things` is a kind of drill, or "points"."""
    which = "one" if number == 1 else "many"
    return label(f"{which}_{things.replace('-', '_')}", language, count=number)


def of_list(items: Sequence[str], language: str = ENGLISH) -> str:
    """ "one, two and three"."""
    *firsts, last = items
    return label("both", language, first=", ".join(firsts), second=last) if firsts else last


def of_end(ended: str, language: str = ENGLISH) -> str:
    """Why an interview ended; as it was kept where it is none of the usual ways."""
    return label(_ENDS[ended], language) if ended in _ENDS else ended


@cache
def labels(language: str) -> dict[str, str]:
    """All labels in one language that is spoken, by their keys."""
    file = Path(__file__).parent / "labels" / f"{language}.yaml"
    found: dict[str, str] = read_yaml(file)
    return found
