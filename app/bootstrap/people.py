"""The guides of one person, where a folder holds those of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.library import Library, find_guides, name_of, read_library
from knowledge.people import People, Person, people_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """The guides that an interview is held over, whose they are, and who else has guides there.

    `person` is None where all guides are taken: one person's, or not surely several people's.
    """

    where: tuple[Path, ...]
    library: Library
    people: People
    person: Person | None = None


def of_one_person(where: Sequence[Path], library: Library) -> Chosen:
    """Of `library`, read from `where`, the guides of whoever has most in them, and those that name nobody.

    Where it is not sure that they are several people's, all of them.
    """
    people = people_of(library)
    if not (people.sure and people.are_several):
        return Chosen(tuple(where), library, people)
    points = {guide.name: len(guide.talking_points) for guide in library.guides}
    person = max(people.persons, key=lambda person: sum(points[guide] for guide in person.guides))
    kept = {*person.guides, *people.unknown}
    files = tuple(path for path in find_guides(where) if name_of(path, where) in kept)
    return Chosen(files, read_library(files), people, person)
