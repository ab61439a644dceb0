"""Org, reStructuredText, callouts, flash cards and tab-separated files, written as Markdown line for line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ORG_KEY = re.compile(r"^#\+(\w+):?\s*(.*)$")
_ORG_HEADING = re.compile(r"^(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#[A-Z]\]\s*)?(\S.*?)\s*$")
_ORG_ENDING = re.compile(r"\s*\[\d*[/%]\d*\](?=\s|$)|\s+:[\w@:]+:$")
_ORG_PROPERTY = re.compile(r"^\s*:[A-Z_]+:(?:\s.*)?$")
_HEADING = re.compile(r"^#{1,6}\s+\S")
_RST_DIRECTIVE = re.compile(r"^\.\.\s+(?:[\w-]+::\s*(?P<rest>.*)|_.*)$")
_RST_OPTION = re.compile(r"^\s+:[\w-]+:")
_RST_RULE = re.compile(r"^\s*={2,}(?:\s+={2,})+\s*$")
_CALLOUT = re.compile(r"^\s{0,3}>\s*\[!(?P<kind>[\w-]+)\][-+]?\s*(?P<title>.*)$")
_QUOTED = re.compile(r"^\s{0,3}>")
_BLOCK_NAME = re.compile(r"\s\^[\w-]+\s*$")
_TAG_AT_END = re.compile(r"(?:\s#[A-Za-z][\w/-]*)+\s*$")
_SHORTCODE = re.compile(r"\s:[a-z][a-z0-9_+]{2,}:(?=\s|$)")
_NUMBERED = re.compile(r"^\[(\d{1,3})\]\s+(?=\S)")
_WIKI_HEADING = re.compile(r"^={2,}\s+([^=\s][^=]*?)\s+={2,}\s*$")
_FENCE = re.compile(r"^\s*```+\s*(\w*)")
_CARD = re.compile(
    r"^(?P<front>[^\s:|`#>-].{2,}?)(?:\s:::?(?:\s|$)|(?<=[^\s:]):::(?=[^\s:]))\s*(?P<back>.*)$"
)
_FRONT = re.compile(r"^(?:front|question|q|term|frage|pregunta|pergunta|vorderseite|问题)$", re.IGNORECASE)
_FEWEST_CARDS = 2


def as_markdown(raw: Sequence[str]) -> list[str]:
    """`raw` with the lines of other notations as Markdown; line n stays line n."""
    lines = list(raw)
    if _is_org(lines):
        lines = _from_org(lines)
    if any(line.startswith(".. ") or _RST_RULE.match(line) for line in lines):
        lines = _from_rst(lines)
    if any("[!" in line for line in lines):
        lines = _from_callouts(lines)
    if any("[[" in line or "[!" in line for line in raw):
        lines = [_TAG_AT_END.sub("", _BLOCK_NAME.sub("", line)) for line in lines]
    if any(" :" in line for line in lines):
        lines = [_SHORTCODE.sub("", line) if " :" in line else line for line in lines]
    if sum(line.startswith("Q. ") for line in lines) >= _FEWEST_CARDS:
        # Not where A, B and C count the items of a list.
        lines = [f"{line[0]}:{line[2:]}" if line.startswith(("Q. ", "A. ")) else line for line in lines]
    if any(line.startswith(("[1]", "==")) for line in lines):
        lines = [_NUMBERED.sub(r"\1. ", _WIKI_HEADING.sub(r"## \1", line)) for line in lines]
    if any("\t" in line for line in lines):
        lines = _from_tabs(lines)
    lines = _from_cards(lines)
    return _with_code_as_it_was(raw, lines) if any("```" in line for line in raw) else lines


def _with_code_as_it_was(raw: Sequence[str], lines: Sequence[str]) -> list[str]:
    """`lines`, but for the code in fences that name a language: `name :: Type` is no card there."""
    kept: list[str] = []
    inside = False
    for before, line in zip(raw, lines, strict=True):
        fence = _FENCE.match(before) if "```" in before else None
        if fence:
            inside = not inside and fence[1] not in {"", "text", "txt", "markdown", "md"}
        kept.append(before if inside else line)
    return kept


def _is_org(lines: Sequence[str]) -> bool:
    """Keywords of Org, or stars of several depths where no line is a heading of Markdown."""
    if any(
        re.match(r"#\+(?:title|startup|author|date|filetags|options):", line, re.I) for line in lines[:20]
    ):
        return True
    deep = sum(bool(re.match(r"\*{2,} \S", line)) for line in lines)
    return deep >= 2 and not any(_HEADING.match(line) for line in lines)


def _from_org(lines: Sequence[str]) -> list[str]:
    return [_from_org_line(line) for line in lines]


def _from_org_line(line: str) -> str:
    key = _ORG_KEY.match(line)
    if key:
        name = key[1].lower()
        if name == "title":
            return f"# {key[2]}"
        if name in {"begin_src", "begin_example"}:
            return f"```{key[2].split(' ')[0] or 'text'}"
        return "```" if name in {"end_src", "end_example"} else ""
    heading = _ORG_HEADING.match(line)
    if heading:
        title = _ORG_ENDING.sub("", _ORG_ENDING.sub("", heading[2]))
        return f"{'#' * min(len(heading[1]) + 1, 6)} {title}"
    return "" if _ORG_PROPERTY.match(line) else line


def _from_rst(lines: Sequence[str]) -> list[str]:
    """Directives leave their text, simple tables become rows."""
    written: list[str] = []
    directive = False
    rules = 0
    for line in lines:
        found = _RST_DIRECTIVE.match(line)
        if found:
            directive = True
            written.append(found["rest"] or "")
            continue
        directive = directive and bool(_RST_OPTION.match(line))
        if directive:
            written.append("")
        elif _RST_RULE.match(line):
            rules += 1
            written.append(_bars(["---"] * len(line.split())) if rules % 3 == 2 else "")
        elif rules % 3 and line.strip():
            written.append(_bars(re.split(r"\s{2,}", line.strip())))
        else:
            rules = rules if line.strip() or rules % 3 else 0
            written.append(re.sub(r"^(\s*)#\.\s", r"\g<1>1. ", line))
    return written


def _from_callouts(lines: Sequence[str]) -> list[str]:
    """`> [!question]- Why?` is a heading over the quote below it, which a rule ends."""
    written: list[str] = []
    inside = False
    for line in lines:
        found = _CALLOUT.match(line)
        if found:
            inside = True
            written.append(f"> ###### {found['title']}" if found["title"] else ">")
        elif inside and not _QUOTED.match(line):
            inside = False
            written.append(line if line.strip() else "---")
        else:
            written.append(line)
    return written


def _from_tabs(lines: Sequence[str]) -> list[str]:
    """A file of tab-separated columns: cards where the first column asks, else the rows of a table."""
    filled = [line for line in lines if line.strip() and not line.startswith("#")]
    rows = [line for line in filled if re.search(r"\S\t", line)]
    if len(rows) < _FEWEST_CARDS or len(rows) * 5 < len(filled) * 4:
        return list(lines)
    first = [line.split("\t")[0].strip() for line in rows]
    headed = bool(_FRONT.match(first[0]))
    asked = sum(text.endswith(("?", "？")) for text in first)
    as_line = _card_of_row if headed or asked * 2 >= len(first) else _row
    written = [as_line(line) if "\t" in line and not line.startswith("#") else line for line in lines]
    if headed:
        written[lines.index(rows[0])] = ""
    return written


def _card_of_row(line: str) -> str:
    cells = [cell.strip().strip('"') for cell in line.split("\t")]
    return _card(cells[0], cells[1])


def _row(line: str) -> str:
    return _bars([cell.strip() for cell in line.split("\t")])


def _from_cards(lines: list[str]) -> list[str]:
    """`front :: back`, and a lone question mark between a question and its answer."""
    if sum(" ::" in line or ":::" in line for line in lines) >= _FEWEST_CARDS:
        lines = [
            _card(card["front"], card["back"]) if (card := _CARD.match(line)) else line for line in lines
        ]
    for index, line in enumerate(lines):
        if line.strip() in {"?", "??"} and index and lines[index - 1].strip():
            lines[index - 1], lines[index] = _card(lines[index - 1].strip(), ""), ""
    return lines


def _card(front: str, back: str) -> str:
    return f"**Q: {front.replace('**', '').strip()}** {back}".rstrip()


def _bars(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
