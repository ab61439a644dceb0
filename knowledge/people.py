"""Whose guides these are: one person's, or several people's in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from domain.guide import Guide, TalkingPoint, TalkingPointKind
from domain.values import Frozen
from knowledge.library import Library
from language.sentences import sentences
from language.tables import read_yaml

_BEGINNING = 200
"""Characters in which somebody says who they are; further on a name may be anybody's."""
_PARTICLE = r"(?:(?:de|da|do|del|van|von|der|di|la) )?"
_NAME = rf"(?:(?:Dr|Prof)\.? )?([A-ZÀ-Þ][\w'’-]+(?: {_PARTICLE}[A-ZÀ-Þ][\w'’.-]+){{%s}})"
_PAUSE = r"(?=\s*(?:[,.;—–]| and | und | y | et | e | en |$))"
_WHO = frozenset({TalkingPointKind.PITCH, TalkingPointKind.QUESTION_ANSWER})


class Person(Frozen):
    """Somebody, by the name in their guides or else by the field they work in, and these guides."""

    name: str
    guides: tuple[str, ...]
    field: bool = False


class People(Frozen):
    """The people whose guides these seem to be, and the guides that do not say whose they are.

    `sure` says that different names stand in them; different professions alone may be one person's.
    """

    persons: tuple[Person, ...] = ()
    unknown: tuple[str, ...] = ()
    sure: bool = False

    @property
    def are_several(self) -> bool:
        """Whether these look like the guides of more than one person."""
        return len(self.persons) > 1


def people_of(library: Library) -> People:
    """Who wrote the guides of `library`, in their order.

    A name counts where somebody introduces himself with it, and one that is part of another is the same
    person. A guide with two names says nothing. Where no two names differ, professions of different fields
    are told as a doubt.
    """
    named = {guide.name: _only(_names(guide)) for guide in library.guides}
    persons = _grouped((guide, name) for guide, name in named.items() if name)
    unknown = tuple(guide for guide, name in named.items() if not name)
    if len(persons) > 1:
        return People(persons=persons, unknown=unknown, sure=True)
    fields = {guide.name: _only(_fields(guide)) for guide in library.guides}
    by_field = _grouped((guide, field) for guide, field in fields.items() if field)
    if len(by_field) > 1:
        doubtful = tuple(person.model_copy(update={"field": True}) for person in by_field)
        return People(persons=doubtful, unknown=tuple(g for g, field in fields.items() if not field))
    return People(persons=persons, unknown=unknown)


def _only(found: Iterable[str]) -> str:
    """The one of `found`, "" where there is none or they differ."""
    names = list(dict.fromkeys(found))
    longest = max(names, key=len, default="")
    return longest if all(_same(name, longest) for name in names) else ""


def _same(one: str, other: str) -> bool:
    words, longer = sorted((set(one.casefold().split()), set(other.casefold().split())), key=len)
    return words <= longer


def _grouped(pairs: Iterable[tuple[str, str]]) -> tuple[Person, ...]:
    persons: list[Person] = []
    for guide, name in pairs:
        at = next((at for at, person in enumerate(persons) if _same(person.name, name)), None)
        if at is None:
            persons.append(Person(name=name, guides=(guide,)))
        else:
            longer = max(persons[at].name, name, key=len)
            persons[at] = Person(name=longer, guides=(*persons[at].guides, guide))
    return tuple(persons)


def _introductions(guide: Guide) -> Iterator[str]:
    """Where a guide may say whose it is: its title, and how pitches and answers begin."""
    yield guide.title
    for point in guide.talking_points:
        if point.kind in _WHO:
            yield point.text[:_BEGINNING]


def _names(guide: Guide) -> Iterator[str]:
    words = _words()
    sure = re.compile(rf"\b{words['sure']}\s+{_NAME % '0,2'}")
    likely = re.compile(rf"^[\"“„«]?(?:[Hh](?:i|ello),? )?{words['likely']}\s+{_NAME % '1,2'}{_PAUSE}")
    chinese = re.compile(words["chinese"])
    no_names = frozenset(words["no_names"].split()) | _all_fields()
    for text in (sentence for told in _introductions(guide) for sentence in sentences(told)):
        for pattern in (sure, likely, chinese):
            for match in pattern.finditer(text):
                if not {word.casefold() for word in match[1].split()} & no_names:
                    yield match[1].strip(" .")


def _fields(guide: Guide) -> Iterator[str]:
    pitches = [point for point in guide.talking_points if point.kind is TalkingPointKind.PITCH]
    for pitch in pitches:
        yield from _fields_of(pitch)


def _fields_of(pitch: TalkingPoint) -> Iterator[str]:
    trades = "|".join(sorted(_all_fields()))
    told = re.search(
        rf"\b{_words()['likely']} (?:[\w/-]+ ){{0,5}}?({trades})\b", pitch.text[:_BEGINNING], re.IGNORECASE
    )
    if told is not None:
        yield next(
            field for field, words in _words()["fields"].items() if told[1].casefold() in words.split()
        )


@cache
def _all_fields() -> frozenset[str]:
    return frozenset(word for words in _words()["fields"].values() for word in words.split())


@cache
def _words() -> dict[str, Any]:
    rows: dict[str, Any] = read_yaml(Path(__file__).with_name("people.yaml"))
    return rows
