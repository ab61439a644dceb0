"""All guides of a candidate, understood."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from domain.errors import NoGuides, UnreadableGuide
from domain.guide import Guide, TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH
from domain.later import later
from domain.shown import shown_in_a_line
from domain.values import Frozen
from knowledge.files.contents import digest_of
from knowledge.kept_guides import KeptGuides
from knowledge.values import GuideText, Understood, Unread

if TYPE_CHECKING:
    from knowledge import reading, spoken
else:
    reading = later("knowledge.reading")
    spoken = later("knowledge.spoken")

SUFFIXES = frozenset(
    {".md", ".markdown", ".txt", ".rst", ".org", ".tsv", ".csv", ".html", ".htm", ".pdf", ".docx"}
)


class Library(Frozen):
    """The guides that could be read, and a line about each that could not."""

    guides: tuple[Guide, ...]
    unreadable: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What of each guide was not understood, where anything was not."""
    told: Mapping[str, str] = {}
    """The code of the language of each guide that was found out when it was read, by the guide's name."""
    places: Mapping[str, Path] = {}
    """Where the file of each guide is, by the guide's name."""
    passed_over: tuple[str, ...] = ()
    """The files in the folders of guides that are of no kind that is read, by their paths there."""

    @property
    def languages(self) -> Mapping[str, str]:
        """The code of the language that each guide is written in, by the guide's name."""
        return {guide.name: self._language(guide) for guide in self.guides}

    @property
    def language(self) -> str:
        """The code of the language that most of the talking points are written in; English where none are."""
        counts: Counter[str] = Counter()
        for guide in self.guides:
            counts[self._language(guide)] += len(guide.talking_points)
        return counts.most_common(1)[0][0] if counts.total() else ENGLISH

    def _language(self, guide: Guide) -> str:
        return self.told.get(guide.name) or spoken.language_of(guide.talking_points)

    @property
    def talking_points(self) -> tuple[TalkingPoint, ...]:
        """The talking points of all guides, in their order."""
        return tuple(point for guide in self.guides for point in guide.talking_points)

    def point(self, talking_point_id: str) -> TalkingPoint:
        """The talking point with this id; raises `KeyError` where there is none."""
        for guide in self.guides:
            for point in guide.talking_points:
                if point.id == talking_point_id:
                    return point
        raise KeyError(talking_point_id)

    def lines_of(self, name: str) -> tuple[str, ...]:
        """The lines of a guide as its file has them now, after repair; () where it cannot be read any more.

        They have what was drawn, which the words of a talking point have lost.
        """
        path = self.places.get(name)
        try:
            return tuple(reading.text_of(name, path).text.split("\n")) if path is not None else ()
        except UnreadableGuide:
            return ()

    def of_kind(self, *kinds: TalkingPointKind) -> tuple[TalkingPoint, ...]:
        """The talking points of these kinds, in the guides' order."""
        return tuple(point for point in self.talking_points if point.kind in kinds)


def find_guides(where: Sequence[Path]) -> list[Path]:
    """The files named in `where`, and the guides in its folders and the folders below, sorted.

    Raises `NoGuides` for a path that is not there.
    """
    found: dict[Path, None] = {}
    for path in where:
        if path.is_dir():
            files = (
                file for file in sorted(_below(path)) if file.suffix.lower() in SUFFIXES and file.is_file()
            )
            found.update(dict.fromkeys(files))
        elif path.exists():
            found[path] = None
        else:
            raise NoGuides(str(path), "there is no such file or folder. Name one with your prep guides.")
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    """What lies in `folder` and below, without what is hidden.

    A folder in it that vanishes meanwhile had nothing, where `rglob` raises.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith("."))


def _leads_nowhere(where: Sequence[Path]) -> Iterator[UnreadableGuide]:
    """The links in the folders of `where` that are called like guides and have nothing at their ends."""
    for folder in where:
        if folder.is_dir():
            for path in sorted(_below(folder)):
                if path.suffix.lower() in SUFFIXES and path.is_symlink() and not path.exists():
                    yield UnreadableGuide(name_of(path, where), "is a link that leads nowhere")


def _passed_over(where: Sequence[Path]) -> tuple[str, ...]:
    """The files in the folders of `where` whose endings say that they are no guides, by their names."""
    found = (
        name_of(path, where)
        for folder in where
        if folder.is_dir()
        for path in sorted(_below(folder))
        if path.suffix.lower() not in SUFFIXES and path.is_file()
    )
    return tuple(dict.fromkeys(found))


def name_of(path: Path, where: Sequence[Path]) -> str:
    """What sources call the guide at `path`: its path below the folder of `where`, or its file name."""
    for folder in where:
        if folder.is_dir() and path.is_relative_to(folder):
            return shown_in_a_line(path.relative_to(folder).as_posix())
    return shown_in_a_line(path.name)


def guides_by_name(where: Sequence[Path]) -> dict[str, Path]:
    """The guides in `where` by what sources call them, in their order. Raises `NoGuides` as `find_guides`."""
    found: dict[str, Path] = {}
    for path in find_guides(where):
        found[_unique(name_of(path, where), path, found)] = path
    return found


def same_guides(wanted: Mapping[str, str], where: Sequence[Path]) -> tuple[Path, ...] | None:
    """Where in `where` the guides are whose digests `wanted` has by their names; None where one is missing.

    A digest may be given by its beginning. A guide that changed is known by its name, below the folder or,
    where only one has it, alone. Where all guides in `where` are wanted it is `where` itself.
    """
    try:
        found = find_guides(where)
    except NoGuides:
        return None
    by_digest = {path: digest_of(path) for path in found}
    chosen: dict[Path, None] = {}
    for name, digest in wanted.items():
        same = [path for path in found if digest and by_digest[path].startswith(digest)]
        named = [path for path in found if name_of(path, where) == name]
        alike = [path for path in found if path.name == PurePath(name).name]
        path = next(iter([*(path for path in same if path in named), *same, *named]), None)
        if path is None and len(alike) == 1:
            path = alike[0]
        if path is None:
            return None
        chosen[path] = None
    return tuple(where) if len(chosen) == len(found) else tuple(chosen)


def read_texts(where: Sequence[Path]) -> list[GuideText]:
    """The texts of the guides in `where` that can be read. Raises `NoGuides` where there is none."""
    texts: list[GuideText] = []
    _each(where, lambda name, path: texts.append(reading.text_of(name, path)))
    return texts


def read_library(
    where: Sequence[Path],
    progress: Callable[[str], None] | None = None,
    known: Library | None = None,
    kept: KeptGuides | None = None,
) -> Library:
    """The guides in `where`, understood; `progress` is told each guide's name.

    A guide that `known` has by the same name, and that did not change since, is taken from there, else from
    `kept`, else it is read, and kept there. Raises `NoGuides` where nothing usable is there: no files, none
    that can be read, or only empty ones.
    """
    before = _by_name(known) if known is not None else {}
    found: list[Understood] = []
    places: dict[str, Path] = {}

    def take(name: str, path: Path) -> None:
        places[name] = path
        again = before.get(name)
        # "" is a file that cannot be read now, and reading says why.
        if (digest := digest_of(path)) and again is not None and again.guide.digest == digest:
            found.append(again)
        else:
            found.append(_understood(name, path, digest, kept))

    unreadable = _each(where, take, progress)
    return Library(
        guides=tuple(each.guide for each in found),
        unreadable=tuple(unreadable),
        unread=tuple(each.unread for each in found if each.unread is not None),
        told={each.guide.name: each.language for each in found},
        places=places,
        passed_over=_passed_over(where),
    )


def _by_name(known: Library) -> dict[str, Understood]:
    missed = {unread.guide: unread for unread in known.unread}
    return {
        guide.name: Understood(guide=guide, language=language, unread=missed.get(guide.name))
        for guide, language in zip(known.guides, known.languages.values(), strict=True)
    }


def _understood(name: str, path: Path, digest: str, kept: KeptGuides | None) -> Understood:
    if kept is not None and digest and (before := kept.get(name, path.suffix, digest)) is not None:
        return before
    understood = reading.understood(name, path)
    if kept is not None:
        kept.put(understood, path.suffix)
    return understood


def _each(
    where: Sequence[Path],
    take: Callable[[str, Path], None],
    progress: Callable[[str], None] | None = None,
) -> list[str]:
    """Let each guide be taken; a line about each that cannot be read."""
    found = guides_by_name(where)
    place = ", ".join(str(path) for path in where) or "nothing"
    if not found:
        raise NoGuides(place, f"no files of a known kind ({', '.join(sorted(SUFFIXES))}).")
    unreadable: list[UnreadableGuide] = []
    for name, path in found.items():
        if progress is not None:
            progress(name)
        try:
            take(name, path)
        except UnreadableGuide as error:
            unreadable.append(error)
    if len(unreadable) == len(found):
        raise NoGuides(place, _why_none(unreadable, where))
    return [str(error) for error in (*unreadable, *_leads_nowhere(where))]


def _why_none(unreadable: Sequence[UnreadableGuide], where: Sequence[Path]) -> str:
    """Why none of the files in `where` can be used, which all are `unreadable`; one alone is named once."""
    if len(unreadable) > 1:
        return f"none of {len(unreadable)} can be used ({'; '.join(map(str, unreadable[:3]))})."
    (error,) = unreadable
    name = "it" if [path.is_dir() for path in where] == [False] else error.name
    return f"{name} {error.told.removeprefix(': ').rstrip('.')}."


def _unique(name: str, path: Path, names: Collection[str]) -> str:
    """Two folders may hold guides of one name; the second is called by its folder too."""
    if name in names:
        name = f"{shown_in_a_line(path.parent.name)}/{name}"
    while name in names:
        name = f"{name}~"
    return name
