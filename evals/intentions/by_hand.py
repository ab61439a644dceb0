"""What the ear by meaning learns from: requests and answers by hands that knew nothing of the program."""

from __future__ import annotations

import random
from importlib import resources
from typing import Any, Literal

import yaml

from app.session.by_meaning import hear_by_meaning
from app.session.hearing import Wish, may_ask
from domain.interview import ENGLISH
from evals.entailment.data import questions, statements
from evals.intentions.measure import Hand, Message
from knowledge.search.embed import Embedder

_SEED = 31


def of(hand: Hand) -> tuple[Message, ...]:
    """All requests and answers of `hand`."""
    tree = _file(hand)
    return tuple(
        [
            Message(ENGLISH, said, Wish(wish), hand)
            for wish, all_said in tree["requests"].items()
            for said in all_said
        ]
        + [Message(ENGLISH, said, None, hand) for said in tree["answers"]]
    )


def short_answers() -> tuple[str, ...]:
    """Answers of a few words, by the hand that wrote the ear."""
    return tuple(_file("short")["answers"])


def plain_answers(part: Literal["training", "tuning"], most: int | None = None) -> tuple[str, ...]:
    """Answers about guides that are as short as a request: all, or `most` drawn of either kind."""
    drawn: list[str] = []
    for split in (questions(), statements()):
        said = {answer.text for item in getattr(split, part) for answer in item.answers}
        short = sorted(text for text in said if may_ask(text) and "//" not in text)
        drawn += short if most is None else random.Random(_SEED).sample(short, min(most, len(short)))
    return tuple(drawn)


def meant(message: Message, embedder: Embedder) -> Wish | None:
    """What the ear by meaning takes `message` for."""
    found = hear_by_meaning(message.said, embedder, language=message.language)
    return found.wish if found is not None else None


def _file(name: str) -> Any:
    text = (
        resources.files("evals.intentions").joinpath("by_meaning", f"{name}.yaml").read_text(encoding="utf-8")
    )
    return yaml.safe_load(text)
