"""The questions with their key points and labelled answers, as they stand in `questions/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_QUESTION = re.compile(r"\? (?P<form>[a-z]+) \| (?P<text>.+)")
_ANSWER = re.compile(r"= (?P<kind>[a-z_]+) (?P<labels>[cpad]+) \| (?P<text>.+)")
# How two turns or two paragraphs of an answer are joined in its line.
_PARAGRAPHS = " // "


class Conveyed(IntEnum):
    """What an answer does with a key point; the number is the class that the encoder gives."""

    COVERED = 0
    PARTLY = 1
    ABSENT = 2
    DENIED = 3


_LETTERS = {
    "c": Conveyed.COVERED,
    "p": Conveyed.PARTLY,
    "a": Conveyed.ABSENT,
    "d": Conveyed.DENIED,
}


class BadData(ValueError):
    """A line of a file of questions that cannot be read."""

    def __init__(self, file: str, number: int, why: str) -> None:
        super().__init__(f"{file}:{number}: {why}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, of which kind it is (`paraphrase`, `denial`, …), and a label for each key point."""

    kind: str
    text: str
    labels: tuple[Conveyed, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question of one profession with its key points and answers. `form` is "story", "procedure", …"""

    profession: str
    form: str
    question: str
    points: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The items by what they are for; no profession stands in two parts."""

    training: tuple[Item, ...]
    tuning: tuple[Item, ...]
    held_out: tuple[Item, ...]


@cache
def questions() -> Split:
    """Questions with three to six key points and answers of some length, parted by profession."""
    return _split("questions")


@cache
def statements() -> Split:
    """Questions with one to four key points, answered in a sentence or two, parted by subject."""
    return _split("statements")


@cache
def notes() -> Split:
    """Dense notes, a key point each, those of one question together, told in six ways; few whole answers."""
    return _split("notes")


@cache
def other_languages() -> dict[str, tuple[Item, ...]]:
    """Questions in other languages by their code ("de"); to measure with, no encoder is trained on them."""
    files = resources.files(__package__).joinpath("languages").iterdir()
    return {file.name.removesuffix(".txt"): read_items(file) for file in files if file.name.endswith(".txt")}


@cache
def by_language() -> dict[str, Split]:
    """What the multilingual encoder learns from: questions by their language, parted by profession."""
    parts = _parts()["by_language"]
    folder = resources.files(__package__).joinpath("by_language")
    found = {}
    for language in sorted(each.name for each in folder.iterdir() if each.is_dir()):
        files = {
            file.name.removesuffix(".txt"): read_items(file) for file in folder.joinpath(language).iterdir()
        }
        held_out = sorted(files.keys() & set(parts["held_out"]))
        found[language] = Split(
            training=_items(files, files.keys() - set(held_out)), tuning=(), held_out=_items(files, held_out)
        )
    return found


@cache
def written_for(stages: tuple[str, ...]) -> tuple[Item, ...]:
    """What was written for `stages` and is for training, questions and statements in one.

    It stands among the others, too; `split.yaml` names the files, and the kinds of answer that joined older
    questions.
    """
    return tuple(item for stage in stages for item in _written_for(stage))


def _written_for(stage: str) -> tuple[Item, ...]:
    of_it: dict[str, list[str]] = dict(_parts()["written_for"][stage])
    kinds = frozenset(of_it.pop("kinds", ()))
    folder = resources.files(__package__)
    files = [folder.joinpath(of, f"{name}.txt") for of, names in sorted(of_it.items()) for name in names]
    whole = tuple(item for file in files for item in read_items(file))
    if not kinds:
        return whole
    joined = tuple(
        replace(item, answers=answers)
        for item in questions().training
        if item not in whole and (answers := tuple(each for each in item.answers if each.kind in kinds))
    )
    return (*whole, *joined)


def _parts() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("split.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _split(of: str) -> Split:
    """The items of one folder, parted as `split.yaml` says; what it does not name is for training."""
    folder = resources.files(__package__)
    parts = _parts()
    by_file = {
        file.name.removesuffix(".txt"): read_items(file)
        for file in sorted(folder.joinpath(of).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".txt")
    }
    named = {name for names in parts[of].values() for name in names}
    if unknown := named - by_file.keys():
        raise BadData("split.yaml", 1, f"no such file of {of}: {', '.join(sorted(unknown))}")
    return Split(
        training=_items(by_file, by_file.keys() - named),
        tuning=_items(by_file, parts[of]["tuning"]),
        held_out=_items(by_file, parts[of]["held_out"]),
    )


def read_items(file: Traversable) -> tuple[Item, ...]:
    """The items of one file; raises `BadData` with the line where it is not of the form."""
    lines = file.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("@ "):
        raise BadData(file.name, 1, "the first line is not `@ profession`")
    profession = lines[0].removeprefix("@ ").strip()
    items: list[Item] = []
    asked: re.Match[str] | None = None
    points: list[str] = []
    answers: list[Answer] = []

    def close(number: int) -> None:
        if asked is None:
            return
        if not points or not answers:
            raise BadData(file.name, number, "a question without key points or without answers ends here")
        items.append(Item(profession, asked["form"], asked["text"].strip(), tuple(points), tuple(answers)))

    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        if line.startswith("? "):
            close(number)
            asked, points, answers = _QUESTION.fullmatch(line), [], []
            if asked is None:
                raise BadData(file.name, number, "expected `? form | question`")
        elif line.startswith("- ") and asked is not None and not answers:
            points.append(line.removeprefix("- ").strip())
        elif (found := _ANSWER.fullmatch(line)) and asked is not None:
            if len(found["labels"]) != len(points):
                raise BadData(
                    file.name, number, f"{len(found['labels'])} labels for {len(points)} key points"
                )
            text = "\n".join(found["text"].strip().split(_PARAGRAPHS))
            answers.append(Answer(found["kind"], text, tuple(_LETTERS[letter] for letter in found["labels"])))
        else:
            raise BadData(file.name, number, "expected `? …`, `- key point` or `= kind labels | answer`")
    close(len(lines))
    return tuple(items)


def _items(by_file: dict[str, tuple[Item, ...]], names: Iterable[str]) -> tuple[Item, ...]:
    chosen: Sequence[str] = sorted(names)
    return tuple(item for name in chosen for item in by_file[name])
