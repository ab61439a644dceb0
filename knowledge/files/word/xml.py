"""The XML of Word's parts, and the names in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# The strict variant of the format has the same names in other namespaces.
_SAME = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _MATH.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_OFF = frozenset({"0", "false", "off", "none"})


@cache
def w(name: str) -> str:
    """`name` in Word's namespace."""
    return f"{{{_WORD}}}{name}"


def m(name: str) -> str:
    """`name` in the namespace of equations."""
    return f"{{{_MATH}}}{name}"


def mc(name: str) -> str:
    """`name` in the namespace of alternatives for older programs."""
    return f"{{{_COMPATIBLE}}}{name}"


def unified(part: bytes) -> bytes:
    """`part` with the names of the strict variant as those of the usual one."""
    for strict, usual in _SAME:
        part = part.replace(strict, usual)
    return part


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """What the attribute of the element at `path` (names in Word's namespace) says, None without it."""
    found = below(element, path)
    return None if found is None else found.get(w(attribute))


def number(element: Element | None, path: str, attribute: str = "val") -> int | None:
    """`value` as a whole number, None where it is none."""
    told = value(element, path, attribute)
    try:
        return None if told is None else int(float(told))
    except (ValueError, OverflowError):
        return None


def below(element: Element | None, path: str) -> Element | None:
    """The first element at `path`, its names in Word's namespace and separated by "/"."""
    return None if element is None else element.find(_path(path))


@cache
def _path(names: str) -> str:
    return "/".join(map(w, names.split("/")))


def switch(properties: Element | None, name: str) -> bool | None:
    """Is a property such as bold on, off, or not spoken of?"""
    found = None if properties is None else properties.find(w(name))
    return None if found is None else (found.get(w("val")) or "1").lower() not in _OFF


def outermost(element: Element, tag: str) -> Iterator[Element]:
    """The elements named `tag` in `element`, but for those within another of them."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            yield child
        else:
            waiting.extend(reversed(child))


def all_text(element: Element) -> str:
    """All text in `element`, one piece behind the other."""
    return " ".join(text.text for text in element.iter(w("t")) if text.text)
