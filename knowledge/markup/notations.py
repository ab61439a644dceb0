"""Org, reStructuredText, callouts, flash cards and definitions, written as Markdown line for line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import STAR
from knowledge.markup.asciidoc import from_asciidoc, is_asciidoc
from knowledge.markup.cards import FEWEST_CARDS, as_card, with_cards
from knowledge.markup.exports import with_exported_cards
from knowledge.markup.page import Page

_LONGEST_TERM = 120
_ORG_KEY = re.compile(r"^#\+(\w+):?\s*(.*)$")
_ORG_COMMENT = re.compile(r"^#\+(begin|end)_comment\b", re.IGNORECASE)
_ORG_HEADING = re.compile(r"^(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#[A-Z]\]\s*)?(\S.*?)\s*$")
_ORG_ENDING = re.compile(r"\s*\[\d*[/%]\d*\](?=\s|$)|\s+:[\w@:]+:$")
_ORG_PROPERTY = re.compile(r"^\s*:[A-Z_]+:(?:\s.*)?$")
_HEADING = re.compile(r"^#{1,6}\s+\S")
_RST_DIRECTIVE = re.compile(r"^\.\.\s+(?:[\w-]+::\s*(?P<rest>.*)|_.*)$")
_RST_OPTION = re.compile(r"^\s+:[\w-]+:")
_RST_RULE = re.compile(r"^\s*={2,}(?:\s+={2,})+\s*$")
_CALLOUT = re.compile(r"^\s{0,3}>\s*\[!(?P<kind>[\w-]+)\][-+]?\s*(?P<title>.*)$")
_QUOTED = re.compile(r"^\s{0,3}>")
_SHORTCODE = re.compile(r"\s:[a-z][a-z0-9_+]{2,}:(?=\s|$)")
# "Q. Why?" over "A. Because", perhaps in bold.
_DOTTED = re.compile(r"^(\*\*)?([QA])\.(?= )")
_BOLD_PART = re.compile(r"^[\s>*+•-]{0,12}?\*\*(?P<name>[^*_:：\n]{3,30}|[A-Z])\*\*\s+(?=[^\s:：–—(-])")
_STOPPED_PART = re.compile(r"^[\s>+•-]{0,12}?([*_]{1,2})(?P<name>[^*_:：.\n]{3,30})\.\1\s+(?=\S)")
# `Situation ..... the shop stopped`
_LEADER = re.compile(r"^\s*(?:\.{3,}|…+)")
_LED_PART = re.compile(
    r"^[\s>+•*-]{0,12}?(?P<name>[^\W\d_](?:[^*_:：.…=→\n]{1,18}[^\W_])?)\s*(?:\.{3,}|…+)\s+(?=\S)"
)
_ORG_TERM = re.compile(r"^(\s*[-+]\s+)(\S(?:[^:\n]|:(?!:)){0,100}?)\s+::\s+(?=\S)")
_FEWEST_PARTS = 3
_LETTERED = re.compile(r"^([A-M])\.\s+\S")
_FEWEST_LETTERS = 3
_LONGEST_ARROWED = 80
_FEWEST_ARROWED = 3
_LETTERS = ("Q ", "A ", "Q\t", "A\t")
_SPACED = re.compile(r"^([QA])(?:\t|[ ]{1,4}|$)(?=\S|$)")
_NUMBERED = re.compile(r"^\[(\d{1,3})\]\s+(?=\S)")
_WIKI_HEADING = re.compile(r"^={2,}\s+([^=\s][^=]*?)\s+={2,}\s*$")
_RST_COMMENT = re.compile(r"^\.\.\s+(?![\w-]+::|[_\[|])\S")
_LIST_ROW = re.compile(r"^\s{2,}(?P<row>\*\s+)?-\s+(?P<cell>.*)$")
_DEFINITION = re.compile(r"^ {0,3}:[ \t]+(?P<said>\S.*)$")
_NO_TERM = re.compile(r"^\s*(?:[-*+•>|:#]|\d{1,3}[.)]\s|\*\*Q: )")


def as_markdown(page: Page, of_notes: bool) -> None:
    """Write the lines of other notations as Markdown; line n stays line n, and code stays as it is."""
    raw = list(page.lines)
    _from_documents(page)
    if any(" :" in line for line in page.lines):
        page.lines = [_SHORTCODE.sub("", line) if " :" in line else line for line in page.lines]
    if sum(line.startswith(("Q. ", "**Q. ")) for line in page.lines) >= FEWEST_CARDS:
        # Not where A, B and C count the items of a list.
        page.lines = [_DOTTED.sub(r"\1\2:", line) for line in page.lines]
    if (
        sum(line.startswith(_LETTERS) and bool(_SPACED.match(line)) for line in page.lines)
        >= FEWEST_CARDS * 2
    ):
        _from_spaced_letters(page)
    if any(line.startswith(">> ") for line in page.lines):
        _from_arrowed_titles(page)
    _with_colons(page)
    _from_capital_letters(page)
    if any(line.startswith(("[1]", "==")) for line in page.lines):
        page.lines = [_NUMBERED.sub(r"\1. ", _WIKI_HEADING.sub(r"## \1", line)) for line in page.lines]
    if any(page.code):
        page.lines = [
            before if coded else line for before, line, coded in zip(raw, page.lines, page.code, strict=True)
        ]
    if not with_exported_cards(page):
        with_cards(page, of_notes)
    if any(line.lstrip().startswith(": ") for line in page.lines):
        _from_definitions(page)


def _from_spaced_letters(page: Page) -> None:
    """`Q  Why?` over `A  Because`: with no sign behind the letters, each right below the other."""
    for index, line in enumerate(page.lines[:-1]):
        asked, told = _SPACED.match(line), _SPACED.match(page.lines[index + 1])
        if asked and told and (asked[1], told[1]) == ("Q", "A"):
            page.lines[index] = f"Q: {line[asked.end() :]}"
            page.lines[index + 1] = f"A: {page.lines[index + 1][told.end() :]}"


def _with_colons(page: Page) -> None:
    """`**Situation** The shop stopped`, `_Task._ Mine was` with a colon in the marks, where three are so."""
    places = {
        index: found
        for index, line in page.said("**", "._", ".*", "...", "…")
        if (found := _BOLD_PART.match(line) or _STOPPED_PART.match(line) or _LED_PART.match(line))
    }
    if len(places) < _FEWEST_PARTS:
        return
    parts = {
        index: label.role
        for index, found in places.items()
        if (label := Phrase(f"**{found['name']}:** told").label(*STAR)) is not None
    }
    if len(set(parts.values())) >= _FEWEST_PARTS:
        for index in parts:
            cut = places[index].end("name")
            rest = page.lines[index][cut:]
            rest = _LEADER.sub("", rest) if places[index].re is _LED_PART else rest.removeprefix(".")
            page.lines[index] = f"{page.lines[index][:cut]}:{rest}"


def _from_arrowed_titles(page: Page) -> None:
    """`>> NUMBERS` over what is no quote, three times at least: titles, and no quotes in quotes."""
    lines = ["", *page.lines, ""]
    titles = [
        index
        for index, (above, line, below) in enumerate(zip(lines, lines[1:], lines[2:], strict=False))
        if line.startswith(">> ")
        and len(line) <= _LONGEST_ARROWED
        and not (above.startswith(">") or below.startswith(">") or page.code[index])
    ]
    if len(titles) >= _FEWEST_ARROWED:
        for index in titles:
            page.lines[index] = f"## {page.lines[index][3:].strip()}"


def _from_capital_letters(page: Page) -> None:
    """`A. Why?`, `B. How?`, `C. When?` as a numbered list: letters in order, three at least."""
    run: list[int] = []
    for index, line in enumerate(page.lines):
        found = _LETTERED.match(line) if line[1:3] == ". " and not page.code[index] else None
        if found and ord(found[1]) - ord("A") == len(run):
            run.append(index)
    if len(run) >= _FEWEST_LETTERS:
        for number, index in enumerate(run, 1):
            page.lines[index] = f"{number}. {page.lines[index][3:].lstrip()}"


def _from_documents(page: Page) -> None:
    """AsciiDoc, Org, reStructuredText and callouts."""
    if any(line.startswith("= ") or line.startswith("== ") for line in page.lines) and is_asciidoc(
        page.lines
    ):
        from_asciidoc(page)
        return
    if _is_org(page.lines):
        page.lines = _from_org(page.lines)
    if any(line.startswith(".. list-table::") for line in page.lines):
        page.lines = _from_list_tables(page.lines)
    if any(line.startswith(".. ") or ("==" in line and _RST_RULE.match(line)) for line in page.lines):
        page.lines = _from_rst(page.lines)
    if any("[!" in line for line in page.lines):
        page.lines = _from_callouts(page.lines)


def _from_list_tables(lines: Sequence[str]) -> list[str]:
    """`* - what` over `  - value` below `.. list-table::` as rows, each on its first line."""
    written = list(lines)
    inside, first = False, -1
    for index, line in enumerate(lines):
        if line.startswith(".. "):
            inside, first = line.startswith(".. list-table::"), -1
        elif inside and line.strip() and not line[0].isspace():
            inside, first = False, -1
        elif inside and (found := _LIST_ROW.match(line)):
            if found["row"]:
                first = index
                written[index] = _bars([found["cell"]])
            elif first >= 0:
                written[first] = f"{written[first]} {found['cell']} |"
                written[index] = ""
    return written


def _from_definitions(page: Page) -> None:
    """A word, or a question, over what it means behind a colon."""
    meant: set[int] = set()
    for index, line in page.said(": "):
        found = _DEFINITION.match(line)
        if found is None or index == 0:
            continue
        meant.add(index)
        above = index - 1 if page.lines[index - 1].strip() or index == 1 else index - 2
        term = page.lines[above].strip()
        page.lines[index] = found["said"]
        if not term or above in meant or page.code[above] or _NO_TERM.match(term):
            continue
        if Phrase(term).asks:
            page.lines[above] = as_card(term, "")
        elif len(term) <= _LONGEST_TERM:
            page.lines[above] = f"- **{term}**:"
            page.lines[index] = f"  {found['said']}"
        _end_below(page, index + 1)


def _end_below(page: Page, index: int) -> None:
    """What is no longer indented does not belong to the meaning above it."""
    while index < len(page.lines) and not _DEFINITION.match(page.lines[index]):
        if page.lines[index].strip() and not page.lines[index].startswith((" ", "\t")):
            page.apart.add(index)
            return
        index += 1


def _is_org(lines: Sequence[str]) -> bool:
    """Keywords of Org, or stars of several depths where no line is a heading of Markdown."""
    if any(
        re.match(r"#\+(?:title|startup|author|date|filetags|options):", line, re.I) for line in lines[:20]
    ):
        return True
    deep = sum(line.startswith("**") and bool(_ORG_HEADING.match(line)) for line in lines)
    return deep >= 2 and not any(line.startswith("#") and _HEADING.match(line) for line in lines)


def _from_org(lines: Sequence[str]) -> list[str]:
    written: list[str] = []
    comment = False
    for line in lines:
        edge = _ORG_COMMENT.match(line)
        comment = edge[1].lower() == "begin" if edge else comment
        aside = comment or edge or line.startswith("# ")
        written.append("" if aside else _from_org_line(line))
    return written


def _from_org_line(line: str) -> str:
    bare = line.lstrip()
    key = _ORG_KEY.match(bare) if bare.startswith("#+") else None
    if key:
        name = key[1].lower()
        if name == "title":
            return f"# {key[2]}"
        if name in {"begin_src", "begin_example"}:
            return f"{line[: -len(bare)]}```{key[2].split(' ')[0] or 'text'}"
        return f"{line[: -len(bare)]}```" if name in {"end_src", "end_example"} else ""
    heading = _ORG_HEADING.match(line)
    if heading:
        title = _ORG_ENDING.sub("", _ORG_ENDING.sub("", heading[2]))
        return f"{'#' * min(len(heading[1]) + 1, 6)} {title}"
    if line.lstrip().startswith("|-"):
        # Org joins the dashes below a header with a plus.
        return line.replace("-+-", "-|-")
    if " ::" in line and (term := _ORG_TERM.match(line)) and not term[2].endswith(("?", "？")):
        # A list of descriptions: in Org nothing else has this sign.
        return f"{term[1]}**{term[2].strip('*')}**: {line[term.end() :]}"
    return "" if _ORG_PROPERTY.match(line) else line


def _from_rst(lines: Sequence[str]) -> list[str]:
    """Directives leave their text, simple tables become rows."""
    written: list[str] = []
    directive = comment = False
    rules = 0
    for line in lines:
        comment = bool(_RST_COMMENT.match(line)) or (comment and line.startswith(" "))
        if comment:
            written.append("")
            continue
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


def _bars(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
