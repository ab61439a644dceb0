"""Lines of postings and what shows them, as they stand in `candidates/` and `phrases/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

import yaml

from evals.entailment.data import BadData

_POINT = re.compile(r"= (?P<number>\d+) \| (?P<title>[^|]+?) \| (?P<text>.+)")
_LINE = re.compile(r"> (?P<text>[^|]+?) \| (?P<shows>-|\d+(?: \d+)*) \| (?P<near>-|\d+(?: \d+)*)")
_NONE = "-"

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Point:
    """A talking point as a guide has it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a posting, and the places of the points that show it and of those that come close."""

    text: str
    shows: frozenset[int]
    near: frozenset[int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of one profession: their talking points, and lines of postings held against them."""

    profession: str
    points: tuple[Point, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of a posting by itself, answers that show it, and such as only come close."""

    field: str
    text: str
    shows: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split(Generic[_Read]):
    """What was read, by what it is for; no file stands in two parts."""

    training: tuple[_Read, ...]
    fitting: tuple[_Read, ...]
    tuning: tuple[_Read, ...]
    held_out: tuple[_Read, ...]


@cache
def candidates() -> Split[Candidate]:
    """One candidate a profession, parted by profession."""
    return _split("candidates", lambda file: [read_candidate(file)])


@cache
def phrases() -> Split[Phrase]:
    """Lines by themselves, parted by field."""
    return _split("phrases", read_phrases)


def _split(of: str, read: Callable[[Traversable], Sequence[_Read]]) -> Split[_Read]:
    """What one folder holds, parted as `split.yaml` says; what it does not name is for training."""
    folder = resources.files(__package__)
    parts: dict[str, dict[str, list[str]]] = yaml.safe_load(
        folder.joinpath("split.yaml").read_text(encoding="utf-8")
    )
    by_file = {
        file.name.removesuffix(".txt"): read(file)
        for file in sorted(folder.joinpath(of).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".txt")
    }
    named = [name for names in parts[of].values() for name in names]
    if unknown := set(named) - by_file.keys():
        raise BadData("split.yaml", 1, f"no such file of {of}: {', '.join(sorted(unknown))}")
    if twice := {name for name in named if named.count(name) > 1}:
        raise BadData("split.yaml", 1, f"in two parts of {of}: {', '.join(sorted(twice))}")

    def those(names: Iterable[str]) -> tuple[_Read, ...]:
        return tuple(each for name in sorted(names) for each in by_file[name])

    return Split(
        training=those(by_file.keys() - set(named)),
        fitting=those(parts[of]["fitting"]),
        tuning=those(parts[of]["tuning"]),
        held_out=those(parts[of]["held_out"]),
    )


def read_candidate(file: Traversable) -> Candidate:
    """The candidate of one file; raises `BadData` with the line where it is not of the form."""
    profession, numbered = _headed(file)
    points: list[Point] = []
    lines: list[Line] = []
    for number, written in numbered:
        if not lines and (found := _POINT.fullmatch(written)):
            if int(found["number"]) != len(points) + 1:
                raise BadData(
                    file.name, number, f"point {found['number']} stands where {len(points) + 1} should"
                )
            points.append(Point(found["title"], found["text"].strip()))
        elif found := _LINE.fullmatch(written):
            lines.append(_line(found, len(points), file.name, number))
        else:
            raise BadData(
                file.name,
                number,
                "expected `= number | title | text`, then `> line | numbers or - | numbers or -`",
            )
    if not points or not lines:
        raise BadData(file.name, 1, "there are no talking points, or no lines")
    return Candidate(profession, tuple(points), tuple(lines))


def _line(found: re.Match[str], points: int, name: str, number: int) -> Line:
    shows, near = (_places(found[of]) for of in ("shows", "near"))
    if unknown := sorted(place + 1 for place in shows | near if not 0 <= place < points):
        raise BadData(name, number, f"there is no point {', '.join(map(str, unknown))}")
    if both := sorted(place + 1 for place in shows & near):
        raise BadData(name, number, f"point {', '.join(map(str, both))} shows it and does not")
    return Line(found["text"].strip(), shows, near)


def _places(written: str) -> frozenset[int]:
    return frozenset() if written == _NONE else frozenset(int(each) - 1 for each in written.split())


def read_phrases(file: Traversable) -> tuple[Phrase, ...]:
    """The lines of one file; raises `BadData` with the line where it is not of the form."""
    field, numbered = _headed(file)
    begun: list[tuple[int, str, list[str], list[str]]] = []
    for number, written in numbered:
        sign, text = written[:2], written[2:].strip()
        if sign == "> " and text:
            begun.append((number, text, [], []))
        elif sign in ("+ ", "~ ") and text and begun:
            _, _, shows, near = begun[-1]
            (shows if sign == "+ " else near).append(text)
        else:
            raise BadData(file.name, number, "expected `> line`, then `+ answer` or `~ answer`")
    for number, _, shows, _ in begun:
        if not shows:
            raise BadData(file.name, number, "no answer shows this line")
    return tuple(Phrase(field, text, tuple(shows), tuple(near)) for _, text, shows, near in begun)


def _headed(file: Traversable) -> tuple[str, Iterator[tuple[int, str]]]:
    """What a file is about, and its other lines with their numbers, without the empty ones."""
    lines = file.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("@ "):
        raise BadData(file.name, 1, "the first line is not `@ profession`")
    rest = ((number, line.strip()) for number, line in enumerate(lines[1:], start=2) if line.strip())
    return lines[0].removeprefix("@ ").strip(), rest
