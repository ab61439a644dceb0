"""The attacks, and the material they are made on."""

from __future__ import annotations

from enum import StrEnum
from importlib import resources

import yaml

from domain.values import Frozen
from evals.attacks.disguises import DISGUISES


class Place(StrEnum):
    """Where an attack stands."""

    ANSWER = "answer"
    GUIDE = "guide"
    FILE_NAME = "file name"
    PASSAGE = "passage"


class Attack(Frozen):
    """One text as it is put in; `plainly` is the same before it was disguised."""

    number: int
    place: Place
    technique: str
    text: str
    plainly: str

    def beside(self, answer: str) -> str:
        """`answer` with the attack after it, before it, or between its sentences, by turns."""
        match self.number % 3:
            case 0:
                return f"{answer}\n{self.text}"
            case 1:
                return f"{self.text}\n{answer}"
            case _:
                first, rest = answer.split(". ", 1)
                return f"{first}. {self.text}\n{rest}"


class HonestAnswer(Frozen):
    """An answer without an attack, and the words by which an honest judge sees key points in it."""

    said: str
    shows: tuple[str, ...]


def attacks() -> tuple[Attack, ...]:
    """Every attack, numbered from 1."""
    found: list[Attack] = []
    for place, groups in yaml.safe_load(_text("attacks.yaml")).items():
        for group in groups:
            disguise = DISGUISES[group.get("disguise", "")]
            for plainly in group["texts"]:
                attack = Attack(
                    number=len(found) + 1,
                    place=Place(place),
                    technique=group["technique"],
                    text=disguise(plainly),
                    plainly=plainly,
                )
                found.append(attack)
    return tuple(found)


def honest_answers() -> dict[str, HonestAnswer]:
    """The honest answers, by a word of the question's title."""
    loaded = yaml.safe_load(_text("answers.yaml"))
    return {word: HonestAnswer.model_validate(answer) for word, answer in loaded.items()}


def guide() -> str:
    """The guide that is asked about."""
    return _text("guide.md")


def _text(name: str) -> str:
    return resources.files("evals.attacks").joinpath(name).read_text(encoding="utf-8")
