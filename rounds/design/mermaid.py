"""Mermaid's flowcharts and sequence diagrams, read into components and arrows as far as they are plain."""

from __future__ import annotations

import re

from rounds.design.drawing import Sketch

_HEAD = re.compile(r"\s*(?:flowchart|graph)\b[^\n]*$|\s*sequenceDiagram\s*$", re.IGNORECASE)
_SKIPPED = re.compile(
    r"\s*(?:%%|subgraph\b|end\b|classDef\b|class\b|style\b|linkStyle\b|click\b|direction\b|---\s*$|title\b"
    r"|accTitle\b|accDescr\b|autonumber\b|activate\b|deactivate\b|note\b|loop\b|alt\b|else\b|opt\b|par\b|rect\b)",
    re.IGNORECASE,
)
_NODE = re.compile(
    r"\s*(?P<id>[^\W_][\w.-]*?|_\w+)(?=\s|[\[({>;&:|]|$|--|-\.|==|~~|<--|@)"
    r"(?:@\{[^}]{0,200}\}|\s*(?P<open>[\[({>][\[({/\\]{0,2})(?P<name>[^\n]{0,200}?)[\])}/\\]{1,3}(?=\s|$|[;&:<=~-]))?"
    r"(?::::[\w-]+)?"
)
_LINK = re.compile(
    r"\s*(?P<back><)?(?:[ox])?(?:--+|==+|-\.+-|~~~+)"
    r"(?:(?P<text>\s[^\n|>]{1,80}?\s)(?:--+|==+|\.+-))?(?P<on>>|[ox](?=\s))?\s*(?:\|[^|\n]{0,120}\|)?\s*"
)
_PARTICIPANT = re.compile(r"\s*(?:participant|actor)\s+(?P<id>\S+)(?:\s+as\s+(?P<name>.+))?$", re.IGNORECASE)
_MESSAGE = re.compile(
    r"\s*(?P<one>[^\s:>+-][^:>\n]{0,60}?)\s*-{1,2}(?:>>?|x|\))\s*[+-]?(?P<other>[^:\n]{1,60}?)\s*(?::|$)"
)
_LONGEST_LINE = 2000


def is_mermaid(line: str) -> bool:
    """Does `line` begin a flowchart or a sequence diagram?"""
    return bool(_HEAD.match(line))


def read_mermaid(lines: list[str], sketch: Sketch) -> None:
    """Add to `sketch` what `lines` draw; what is not understood of them is counted there."""
    names: dict[str, str] = {}
    sequence = bool(lines) and lines[0].strip().casefold() == "sequencediagram"
    behind_the_head = lines[0].partition(";")[2] if lines else ""
    rows = [row for line in (behind_the_head, *lines[1:]) for row in line[:_LONGEST_LINE].split(";")]
    for row in rows:
        if not row.strip() or _SKIPPED.match(row):
            continue
        read = _message(row, names, sketch) if sequence else _chain(row, names, sketch)
        if not read:
            sketch.not_read += 1


def _message(row: str, names: dict[str, str], sketch: Sketch) -> bool:
    named = _PARTICIPANT.match(row)
    if named:
        names[named["id"]] = named["name"] or named["id"]
        sketch.component(names[named["id"]])
        return True
    sent = _MESSAGE.match(row)
    if sent is None:
        return False
    one, other = (names.get(each, each) for each in (sent["one"], sent["other"]))
    sketch.arrow(one, other)
    return True


def _chain(row: str, names: dict[str, str], sketch: Sketch) -> bool:
    """One statement: nodes, perhaps several with "&", and the links between them."""
    at, before, back, linked = 0, list[str](), False, False
    while True:
        here: list[str] = []
        while True:
            node = _NODE.match(row, at)
            if node is None or not node["id"]:
                break
            at = node.end()
            if node["name"] is not None:
                names[node["id"]] = _plain(node["name"])
            here.append(node["id"])
            joined = re.compile(r"\s*&").match(row, at)
            if joined is None:
                break
            at = joined.end()
        if not here:
            return False
        for one in here:
            sketch.component(names.get(one, one), key=one)
        for one in before:
            for other in here:
                sketch.keyed_arrow(*((other, one) if back else (one, other)))
        link = _LINK.match(row, at)
        if link is None or link.end() == at:
            return linked or not row[at:].strip()
        at, before, linked = link.end(), here, True
        back = bool(link["back"]) and not link["on"]


def _plain(name: str) -> str:
    return re.sub(r"<[^<>]{0,40}>", " ", name.strip("[](){}/\\ ")).strip("\"'` ").strip()
