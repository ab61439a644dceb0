"""What the agents say of their own, in the language of the guide that is asked from.

One file a language in each agent's folder (`agents/coach/sayings/de.yaml`): a tree whose leaves are lists of
wordings, any of which will do. Adding a language is adding its files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from domain.interview import ENGLISH
from domain.rounds import Tone
from language.tables import read_yaml
from language.words import LANGUAGES

# Chinese has no function words to be told by, so it is not among the languages of the word lists.
SPOKEN = (*LANGUAGES, "zh")
"""The languages that the agents speak, as codes; English first."""


def spoken(language: str) -> str:
    """`language` where the agents speak it, else English."""
    return language if language in SPOKEN else ENGLISH


def options(agent: str, language: str, key: str) -> tuple[str, ...]:
    """The wordings that `agent` has for `key` ("ask.outcome") in `language`, in English where it has none.

    Raises `KeyError` where there is no such key.
    """
    return wordings(agent, spoken(language))[key]


def toned_key(key: str, tone: Tone) -> str:
    """Where the wordings for `key` in `tone` stand: beside the even ones, under the tone's name."""
    return key if tone is Tone.EVEN else f"tone.{tone.value}.{key}"


@cache
def wordings(agent: str, language: str) -> dict[str, tuple[str, ...]]:
    """All wordings of `agent` in one language that it speaks, by their dotted keys."""
    file = Path(__file__).parent / agent / "sayings" / f"{language}.yaml"
    return dict(_leaves(read_yaml(file)))


def _leaves(tree: dict[str, object], above: str = "") -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, below in tree.items():
        if isinstance(below, dict):
            found += _leaves(below, f"{above}{name}.")
        elif isinstance(below, list):
            found.append((f"{above}{name}", tuple(below)))
        else:
            found.append((f"{above}{name}", (str(below),)))
    return found
