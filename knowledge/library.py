"""All guides of a candidate, understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath

from domain.errors import NoGuides, UnreadableGuide
from domain.guide import Guide, TalkingPoint, TalkingPointKind
from domain.shown import shown_in_a_line
from domain.values import Frozen
from knowledge.files.read import GuideText, digest_of, read_text
from knowledge.parse import understand
from knowledge.unread import Unread, unread_of
from language.tongue import nearest, tongue

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".rst", ".org", ".tsv", ".html", ".htm", ".pdf", ".docx"})


class Library(Frozen):
    """The guides that could be read, and a line about each that could not."""

    guides: tuple[Guide, ...]
    unreadable: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What of each guide was not understood, where anything was not."""

    @property
    def languages(self) -> Mapping[str, str]:
        """The code of the language that each guide is written in, by the guide's name."""
        return {guide.name: _language(guide.talking_points) for guide in self.guides}

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

    def of_kind(self, *kinds: TalkingPointKind) -> tuple[TalkingPoint, ...]:
        """The talking points of these kinds, in the guides' order."""
        return tuple(point for point in self.talking_points if point.kind in kinds)


def _language(points: Sequence[TalkingPoint]) -> str:
    text = "\n".join(f"{point.title}\n{point.text}" for point in points)
    # A guide of a few words says too little to be sure, yet some language has to be spoken.
    return tongue(text) or nearest(text)


def find_guides(where: Sequence[Path]) -> list[Path]:
    """The files named in `where`, and the guides in its folders and the folders below, sorted.

    Raises `NoGuides` for a path that is not there.
    """
    found: dict[Path, None] = {}
    for path in where:
        if path.is_dir():
            files = (
                file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file()
            )
            found.update(dict.fromkeys(file for file in files if not _is_hidden(file, path)))
        elif path.exists():
            found[path] = None
        else:
            raise NoGuides(str(path), "there is no such file or folder. Name one with your prep guides.")
    return list(found)


def name_of(path: Path, where: Sequence[Path]) -> str:
    """What sources call the guide at `path`: its path below the folder of `where`, or its file name."""
    for folder in where:
        if folder.is_dir() and path.is_relative_to(folder):
            return shown_in_a_line(path.relative_to(folder).as_posix())
    return shown_in_a_line(path.name)


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
    texts, _ = _read_all(where)
    return texts


def read_library(where: Sequence[Path], progress: Callable[[str], None] | None = None) -> Library:
    """The guides in `where`, understood; `progress` is told each guide's name.

    Raises `NoGuides` where nothing usable is there: no files, none that can be read, or only empty ones.
    """
    texts, unreadable = _read_all(where, progress)
    guides = tuple(understand(text) for text in texts)
    unread = [
        unread_of(guide, text.text) for guide, text in zip(guides, texts, strict=True) if guide.unparsed
    ]
    return Library(guides=guides, unreadable=tuple(unreadable), unread=tuple(unread))


def _read_all(
    where: Sequence[Path], progress: Callable[[str], None] | None = None
) -> tuple[list[GuideText], list[str]]:
    paths = find_guides(where)
    place = ", ".join(str(path) for path in where) or "nothing"
    if not paths:
        raise NoGuides(place, f"no files of a known kind ({', '.join(sorted(SUFFIXES))}).")
    texts: list[GuideText] = []
    unreadable: list[str] = []
    names: set[str] = set()
    for path in paths:
        name = _unique(name_of(path, where), path, names)
        if progress is not None:
            progress(name)
        try:
            text = read_text(path, name)
        except UnreadableGuide as error:
            unreadable.append(str(error))
            continue
        if text.text.strip():
            texts.append(text)
        else:
            unreadable.append(f"{name}: is empty")
    if not texts:
        raise NoGuides(place, f"none of {len(paths)} can be used ({'; '.join(unreadable[:3])}).")
    return texts, unreadable


def _unique(name: str, path: Path, names: set[str]) -> str:
    """Two folders may hold guides of one name; the second is called by its folder too."""
    if name in names:
        name = f"{shown_in_a_line(path.parent.name)}/{name}"
    while name in names:
        name = f"{name}~"
    names.add(name)
    return name


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
