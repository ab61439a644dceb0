"""LaTeX, and what the wikis write (MediaWiki, Jira and Confluence), as Markdown line for line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

from knowledge.lines.annotated import Phrase
from knowledge.markup.page import Page

_FEWEST = 2
_WIKI_HEADING = re.compile(r"^(?P<signs>={2,6})\s*(?P<title>[^=\s](?:[^=]*[^=\s])?)\s*(?P=signs)\s*$")
_WIKI_ONLY = re.compile(r"^(?:[;:#]\s*\S|\{\{|\[\[(?:Category|Kategorie|Catégorie|Categoría):)|'''")
_JIRA_HEADING = re.compile(r"^h(?P<level>[1-6])\.\s+(?P<title>\S.*)$")
_SECTION = re.compile(
    r"^\s*\\(?P<sub>(?:sub){0,2})(?P<name>section|chapter|paragraph)\*?\s*\{(?P<title>.+)\}\s*$"
)
_NUMBERED = re.compile(r"^(?P<signs>#{1,4})\s*(?P<said>[^\s#].*)$")
_STARRED = re.compile(r"^(?P<signs>\*{2,4})\s+(?P<said>\S.*)$")
_TERM = re.compile(r"^;\s*(?P<term>[^:].*?)\s*$")
_MEANT = re.compile(r"^:\s*(?P<said>\S.*)$")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_TEMPLATE = re.compile(
    r"^\{\{.*\}\}\s*$|^\{(?:toc|panel|info|note|tip|warning|color|section|column|expand)[^{}]*\}\s*$"
)
_JIRA_CODE = re.compile(r"^\{(?:code|noformat)(?::(?P<named>\w+))?[^{}]*\}\s*$")
_JIRA_HEADER = re.compile(r"^\|\|.*\|\|\s*$")
_JIRA_BOLD = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]*[^\s*])\*(?![\w*])")
_BOLD = r"**\1**"
_TITLE = re.compile(r"^\s*\\title\s*\{(?P<title>.+)\}\s*$")
_ITEM = re.compile(r"^(?P<before>\s*)\\item\s*(?:\[(?P<term>[^\[\]]*)\])?\s*(?P<said>.*)$")
_VERBATIM = re.compile(r"^\s*\\(?P<edge>begin|end)\{(?:verbatim|lstlisting|minted)\}")
_COMMAND_ALONE = re.compile(
    r"^\s*\\(?:begin|end|documentclass|usepackage|maketitle|author|date|newcommand|setlength|pagestyle|label"
    r"|vspace|hspace|newpage|clearpage|tableofcontents|hline|toprule|midrule|bottomrule|centering|noindent)\b"
    r"(?:\*?(?:\[[^\[\]]*\]|\{[^{}]*\})*)*\s*$"
)
_COMMENT = re.compile(r"(?<!\\)%.*$")
_MARKED = re.compile(
    r"\\(?P<name>textbf|textit|emph|underline|texttt|textsc|href\{[^{}]*\}|url)\{(?P<said>[^{}]*)\}"
)
_ACCENT = re.compile(
    r"\\(?P<sign>['`^\"~=.]|[cvuHk](?=\{))\s*(?:\{\\?(?P<braced>[A-Za-z])\}|\\?(?P<bare>[A-Za-z]))"
)
_COMBINING = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
}  # fmt: skip
_SIGNS = {
    "\\rightarrow": "→", "\\Rightarrow": "→", "\\to": "→", "\\ss": "ß", "\\euro": "€", "\\texteuro": "€",
    "\\pounds": "£", "\\ldots": "…", "\\dots": "…", "\\times": "×", "\\geq": "≥", "\\leq": "≤",
    "\\approx": "≈",
    "\\%": "%", "\\&": "&", "\\_": "_", "\\#": "#", "\\$": "$", "\\checkmark": "✓", "\\square": "☐",
    "\\quad": " ", "\\,": " ", "\\ ": " ", "---": "—", "--": "–", "``": "“", "''": "”", "{}": "",
}  # fmt: skip
_SIGN = re.compile(
    "|".join(re.escape(sign) + (r"(?![A-Za-z])" if sign[-1].isalpha() else "") for sign in _SIGNS)
)
_MATHS = re.compile(r"(?<!\\)\$([^$\n]{1,60}?)\$")


def from_markup_languages(page: Page) -> None:
    """Write as Markdown a page of one of these languages; any other stays as it is."""
    for reads, writes in _LANGUAGES:
        if reads(page.lines):
            writes(page)
            return


def _is_latex(lines: Sequence[str]) -> bool:
    held = [line for line in lines if line.lstrip().startswith("\\")]
    return len(held) >= _FEWEST and (
        any("\\begin{document}" in line for line in held)
        or sum(bool(_SECTION.match(line)) for line in held) >= _FEWEST
    )


def _from_latex(page: Page) -> None:
    verbatim = False
    for index, line in enumerate(page.lines):
        if edge := _VERBATIM.match(line):
            verbatim = edge["edge"] == "begin"
            page.lines[index] = "```text" if verbatim else "```"
        elif not verbatim:
            bare = _COMMENT.sub("", line).rstrip()
            if (line.strip() and not bare.strip()) or _COMMAND_ALONE.match(bare):
                page.hide(index)
            else:
                page.lines[index] = _latex_line(bare)


def _latex_line(line: str) -> str:
    if title := _TITLE.match(line):
        return f"# {_latex_text(title['title'])}"
    if section := _SECTION.match(line):
        level = 5 if section["name"] == "paragraph" else 2 + section["sub"].count("sub")
        return f"{'#' * level} {_latex_text(section['title'])}"
    if item := _ITEM.match(line):
        return _defined(_latex_text(item["term"] or ""), _latex_text(item["said"]))
    text = _latex_text(line)
    if "&" in re.sub(r"\\&", "", line) and line.rstrip().endswith("\\\\"):
        return f"| {' | '.join(cell.strip() for cell in text.removesuffix(chr(92) * 2).split('&'))} |"
    return text.removesuffix("\\\\").rstrip()


def _latex_text(text: str) -> str:
    text = _ACCENT.sub(_accented, text)
    for _ in range(2):
        text = _MARKED.sub(
            lambda found: f"**{found['said']}**" if found["name"] == "textbf" else found["said"], text
        )
    text = _MATHS.sub(r"\1", text)
    return _SIGN.sub(lambda found: _SIGNS[found[0]], text).replace("~", " ").replace("\\\\", "").strip()


def _accented(found: re.Match[str]) -> str:
    letter = found["braced"] or found["bare"]
    return unicodedata.normalize("NFC", letter + _COMBINING[found["sign"]])


def _defined(term: str, said: str) -> str:
    """What is said of a term: an answer where that asks."""
    if not term:
        return f"- {said}"
    asked = Phrase(term)
    if asked.asks or asked.requests:
        return f"Q: {term}\nA: {said}" if said else f"Q: {term}"
    return f"- **{term.rstrip(':')}**: {said}"


def _is_wiki(lines: Sequence[str]) -> bool:
    """Titles between signs, and what only a wiki has; `==so==` among Markdown's headings is text."""
    if _has_markdown_headings(lines):
        return False
    closed = sum(line.startswith("==") and bool(_WIKI_HEADING.match(line)) for line in lines)
    return closed >= _FEWEST and any(_WIKI_ONLY.search(line) for line in lines)


def _has_markdown_headings(lines: Sequence[str]) -> bool:
    """`## Title` with nothing of a numbered list above it, twice: in a wiki it is the second step of one."""
    found = 0
    for above, line in pairwise(("", *lines)):
        found += line.startswith("## ") and not above.startswith("#") and len(line.split()) > 1
        if found >= _FEWEST:
            return True
    return False


def _from_wiki(page: Page) -> None:
    for index, line in page.said():
        if heading := _WIKI_HEADING.match(line):
            page.lines[index] = f"{'#' * len(heading['signs'])} {heading['title']}"
        elif _TEMPLATE.match(line):
            page.hide(index)
        else:
            bare = _LINK.sub(r"\1", line).replace("'''", "**").replace("''", "*")
            page.lines[index] = _wiki_line(bare)
    _with_meanings(page)


def _wiki_line(line: str) -> str:
    if numbered := _NUMBERED.match(line):
        return f"{'   ' * (len(numbered['signs']) - 1)}1. {numbered['said']}"
    if starred := _STARRED.match(line):
        return f"{'  ' * (len(starred['signs']) - 1)}- {starred['said']}"
    return line


def _with_meanings(page: Page) -> None:
    """`;What is X?` over `:It is …`"""
    term = ""
    for index, line in page.said():
        if found := _TERM.match(line):
            term = found["term"]
            page.lines[index] = _defined(term, "").rstrip()
        elif found := _MEANT.match(line):
            page.lines[index] = f"A: {found['said']}" if Phrase(term).asks else f"  {found['said']}"
            term = "" if Phrase(term).asks else term
        elif line.strip():
            term = ""


def _is_jira(lines: Sequence[str]) -> bool:
    return sum(line.startswith("h") and bool(_JIRA_HEADING.match(line)) for line in lines) >= _FEWEST


def _from_jira(page: Page) -> None:
    code = False
    for index, line in enumerate(page.lines):
        if edge := _JIRA_CODE.match(line):
            code = not code
            page.lines[index] = f"```{edge['named'] or 'text'}" if code else "```"
        elif code:
            continue
        elif heading := _JIRA_HEADING.match(line):
            page.lines[index] = f"{'#' * int(heading['level'])} {_JIRA_BOLD.sub(_BOLD, heading['title'])}"
        elif _TEMPLATE.match(line):
            page.hide(index)
        elif _JIRA_HEADER.match(line):
            cells = [cell.strip() for cell in line.strip().strip("|").split("||")]
            page.lines[index] = f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}"
        else:
            page.lines[index] = _JIRA_BOLD.sub(_BOLD, _wiki_line(line.replace("bq. ", "> ", 1)))


_LANGUAGES: tuple[tuple[Callable[[Sequence[str]], bool], Callable[[Page], None]], ...] = (
    (_is_latex, _from_latex),
    (_is_wiki, _from_wiki),
    (_is_jira, _from_jira),
)
