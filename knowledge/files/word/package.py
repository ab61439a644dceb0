"""The parts of a Word file: a ZIP archive of XML, refused where it unpacks to too much."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from domain.errors import UnreadableGuide
from knowledge.files.word.xml import unified

# A book's worth of text is 2 MB of it; 20 MB take 4 s and 400 MB of memory to read.
_MOST_TEXT = 20_000_000
_MOST_IN_ALL = 100_000_000
_PIECE = 1 << 20
_DAMAGED = "is damaged or locked; save it as DOCX again, without a password"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that are read, each as its root element; what the file lacks is an empty element."""

    document: ElementTree.Element
    styles: ElementTree.Element
    numbering: ElementTree.Element


def open_package(data: bytes, name: str) -> Package:
    """The parts of the Word file `data`. Raises `UnreadableGuide` where it is damaged, locked or a bomb."""
    _refuse_bomb(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = next(iter(_related(archive, "", "officeDocument")), "word/document.xml")
            parts = {
                kind: _root(archive, path)
                for kind in ("styles", "numbering")
                for path in _related(archive, main, kind)[:1]
            }
            document = _root(archive, main)
    except (zipfile.BadZipFile, zlib.error, KeyError, ElementTree.ParseError, RecursionError) as error:
        raise UnreadableGuide(name, _DAMAGED) from error
    missing = ElementTree.Element("missing")
    return Package(document, parts.get("styles", missing), parts.get("numbering", missing))


def _root(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    part = archive.read(path)
    if b"<!DOCTYPE" in part[:4096]:
        # No program writes one; it is where entities are defined that unpack to more and more.
        raise ElementTree.ParseError("a document type")
    return ElementTree.fromstring(unified(part))


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    """The parts that `part` ("" for the file itself) names as its `kind`."""
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path not in archive.NameToInfo:
        return []
    found: list[str] = []
    relation: Mapping[str, str]
    for relation in (element.attrib for element in _root(archive, path).iter(_RELATION)):
        target = relation.get("Target", "")
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return [target for target in found if target in archive.NameToInfo]


def _refuse_bomb(data: bytes, name: str) -> None:
    """Raise `UnreadableGuide` for an archive that unpacks to more than a document can hold.

    First by what its directory says, then by unpacking it, piece by piece: a directory may lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _limit(sum(part.file_size for part in parts if _is_text(part)), _MOST_TEXT, name)
            _limit(sum(part.file_size for part in parts), _MOST_IN_ALL, name)
            text = others = 0
            for part in parts:
                with archive.open(part) as unpacked:
                    while piece := len(unpacked.read(_PIECE)):
                        text, others = (text + piece, others) if _is_text(part) else (text, others + piece)
                        _limit(text, _MOST_TEXT, name)
                        _limit(text + others, _MOST_IN_ALL, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError is what an archive with a password is told by.
        raise UnreadableGuide(name, _DAMAGED) from error


def _is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _limit(size: int, most: int, name: str) -> None:
    if size > most:
        raise UnreadableGuide(
            name,
            f"unpacks to more than {most // 1_000_000} MB; save it as text, or split it",
        )
