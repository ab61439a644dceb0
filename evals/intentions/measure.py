"""The labelled messages, and what is heard in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import yaml

from app.session.hearing import Wish, hear

Part = Literal["seen", "unseen", "blind"]
"""`unseen` was not looked at while the patterns were written; `blind` is by a hand that knew none of them."""
Hand = Literal["a", "b", "c"]
"""Who wrote for the ear by meaning, and knew nothing of the program: see README.md."""


@dataclass(frozen=True, slots=True)
class Message:
    """What was said and in which language; `wish` is what it asks for, None for an answer."""

    language: str
    said: str
    wish: Wish | None
    part: Part | Hand

    @property
    def heard(self) -> Wish | None:
        """What it is taken for, whether at once or after a question."""
        found = hear(self.said, language=self.language)
        return found.wish if found is not None else None


@dataclass(frozen=True, slots=True)
class Recall:
    """How many requests of some kind there are, and how many of them are heard as what they are."""

    name: str
    messages: int
    heard: int

    @property
    def share(self) -> float:
        """The share that is heard, 0 to 1; 1 where there are none."""
        return self.heard / self.messages if self.messages else 1.0


def messages() -> tuple[Message, ...]:
    """All requests and answers, of every part."""
    requests, answers = _file("intentions"), _file("answers")
    return tuple(
        [
            Message(language, said, Wish(wish), part)
            for part, languages in requests.items()
            for language, wishes in languages.items()
            for wish, all_said in wishes.items()
            for said in all_said
        ]
        + [
            Message(language, said, None, part)
            for part, languages in answers.items()
            for language, all_said in languages.items()
            for said in all_said
        ]
    )


def precision(chosen: Iterable[Message]) -> float:
    """The share of answers that are taken for nothing else, 0 to 1; 1 where there are none."""
    answers = [each for each in chosen if each.wish is None]
    return sum(each.heard is None for each in answers) / len(answers) if answers else 1.0


def recall(name: str, chosen: Iterable[Message]) -> Recall:
    """How many of the requests are heard as what they are."""
    requests = [each for each in chosen if each.wish is not None]
    return Recall(name, len(requests), sum(each.heard is each.wish for each in requests))


def _file(name: str) -> Any:
    text = resources.files("evals.intentions").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)
