"""Which lines of a guide are code, whatever its fences claim."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FENCE = re.compile(r"^\s*(?:>\s?)*\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(`{3,}|~{3,})\s*([^\s`]*)[^`]*$")
_PLAIN_INFO = frozenset("text txt plain plaintext markdown md mdx none answer star quote".split())
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+\S")
_BOLD_LABEL = re.compile(r"^\s*\*\*[^*]+\*\*:?\s*$|^\s*\*\*(?:Q|Question|Pregunta|Pergunta|Frage)\b")
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")

_STRONG_CODE = re.compile(
    r"""^\s*(?:
        (?:def|class|async\s+def)\s+\w+.*:\s*$ | from\s+[\w.]+\s+import\b | import\s+[\w.{*]+(?:\s|;|$|,)
      | @\w+[\w.]*(?:\(|\s*$) | (?:public|private|protected|static|export|final)\s+\w+.*[{;(]
      | (?:const|let|var)\s+[\w{\[]+.*= | function\s*\w*\s*\( | func\s+\w+\( | fn\s+\w+[(<]
      | \#include\b | \#!\/ | \#\[ | package\s+\w+;?\s*$ | using\s+[\w.]+;
      | (?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH)\s+[\w*`"(]+
      | (?:FROM|RUN|COPY|CMD|ENTRYPOINT|WORKDIR|EXPOSE|ENV)\s+\S+
      | (?:if|for|while|elif|else|try|except|with|switch|catch)\b.*[:{]\s*$
      | return\b.*;?\s*$ | print\(|console\.log\( | \$\s+\w+ | (?:docker|kubectl|git|npm|pip|curl)\s+[\w-]+
    )""",
    re.VERBOSE,
)
_CODE_SIGNS = re.compile(
    r"[;{}]\s*$|^\s*[\w.\[\]'\"]+\s*(?:\+|-|\*|:)?=\s*\S|^\s*[\w.]+\([^ ].*\)\s*;?\s*$"
    r"|^\s*[\w.]+\(\)|=>|->\s*\w+[:{]"
    r"|^\s*[\])}]+[,;]?\s*$|^\s*\w+\([\w\s,=:*]*\):?\s*$|^\s*\"\"\""
    r"|^\s*[\"']?\w+[\"']?:\s*[\[{]\s*$|^\s*//|^\s*</?\w+>?\s*$"
)
_PROSE = re.compile(r"^\s*(?:[-*•]|\d+[.)])?\s*[\"“*_]*[^\W\d_][\w'’,-]*(?:\s+[\w'’\"“”(),/&%.$€+<>~-]+){3,}")


def code_lines(lines: Sequence[str]) -> tuple[list[bool], list[bool], list[bool]]:
    """For each line: is it code, is it a fence's mark, does it stand in a fence without a language.

    Fences with a language hold code until the next fence; where that is missing, until the text looks like a
    guide again. Fences without one hold text, as they do in guides, but for the code inside.
    """
    code, marks, fenced = ([False] * len(lines) for _ in range(3))
    fences = _fences(lines)
    in_code = in_plain = False
    for number, info in enumerate(fences):
        if info is not None:
            marks[number] = True
            if in_code:
                # A second opening mark means that the first fence was never closed.
                in_code = info != "" and info not in _PLAIN_INFO
            elif info == "" or info in _PLAIN_INFO:
                in_plain = not in_plain
            else:
                in_code = True
            fenced[number] = in_plain
            continue
        if in_code and _is_guide_again(lines, number, fences):
            in_code = False
        code[number] = in_code
        fenced[number] = in_plain and not in_code
    _find_code_in_plain_fences(lines, code, marks, fenced)
    _find_indented_code(lines, code, marks, fenced)
    return code, marks, fenced


def _fences(lines: Sequence[str]) -> list[str | None]:
    """The language of each fence mark ("" for none), None for other lines."""
    found: list[str | None] = []
    for number, line in enumerate(lines):
        fence = _FENCE.match(line) if ("```" in line or "~~~" in line) else None
        if fence and fence[1][0] == "~" and number and _underlines(lines[number - 1], line):
            fence = None
        found.append(fence[2].strip("{}.").lower() if fence else None)
    return found


def _underlines(title: str, line: str) -> bool:
    return bool(title.strip()) and abs(len(title.rstrip()) - len(line.rstrip())) <= 2


def _is_guide_again(lines: Sequence[str], number: int, fences: Sequence[str | None]) -> bool:
    """Does a fence that nobody closed end here?

    A heading after a blank line is one unless code follows it: `## load` is a comment of many languages.
    """
    line = lines[number]
    blank_before = number == 0 or not lines[number - 1].strip()
    if not blank_before or not (_HEADING.match(line) or _BOLD_LABEL.match(line) or _RULE.match(line)):
        return False
    following = ((lines[later], fences[later]) for later in range(number + 1, min(number + 4, len(lines))))
    text = next(((later, fence) for later, fence in following if later.strip()), ("", None))
    if text[1] is not None:
        return text[1] != "" or not line.startswith("# ")
    return (
        not line.startswith("# ")
        and not looks_like_code(text[0])
        and bool(
            _PROSE.match(text[0])
            or _HEADING.match(text[0])
            or text[0].lstrip().startswith(("**", "|", '"', ">"))
        )
    )


def looks_like_code(line: str) -> bool:
    """Would a reader take this line, alone, for code?"""
    return bool(_STRONG_CODE.match(line) or _CODE_SIGNS.search(line)) and not _reads_like_a_sentence(line)


def _reads_like_a_sentence(line: str) -> bool:
    stripped = line.strip().strip("*_\"'")
    return bool(_PROSE.match(line)) and stripped.endswith((".", "?", "!", ":")) and "(" not in stripped[:20]


def _find_code_in_plain_fences(
    lines: Sequence[str], code: list[bool], marks: Sequence[bool], fenced: Sequence[bool]
) -> None:
    """Mark code inside fences without a language: whole fences of it, and what follows a definition."""
    start = 0
    while start < len(lines):
        if not fenced[start] or marks[start] or code[start]:
            start += 1
            continue
        end = start
        while end < len(lines) and fenced[end] and not marks[end] and not code[end]:
            end += 1
        _find_code_in(lines, code, start, end)
        start = end


def _find_indented_code(
    lines: Sequence[str], code: list[bool], marks: Sequence[bool], fenced: Sequence[bool]
) -> None:
    """Mark blocks set off by four columns that begin with a statement and are mostly code."""
    start = 0
    while start < len(lines):
        begins = (
            lines[start].startswith(("    ", "\t"))
            and not (code[start] or marks[start] or fenced[start])
            and (start == 0 or not lines[start - 1].strip())
            and bool(_STRONG_CODE.match(lines[start]))
        )
        if not begins:
            start += 1
            continue
        end = start
        while end < len(lines) and (lines[end].startswith(("    ", "\t")) or not lines[end].strip()):
            end += 1
        texts = [line for line in lines[start:end] if line.strip()]
        if len(texts) > 1 and sum(map(looks_like_code, texts)) * 5 >= len(texts) * 3:
            code[start:end] = [True] * (end - start)
        start = end


def _find_code_in(lines: Sequence[str], code: list[bool], start: int, end: int) -> None:
    texts = [number for number in range(start, end) if lines[number].strip()]
    if not texts:
        return
    coded = sum(looks_like_code(lines[number]) or _is_comment(lines, number) for number in texts)
    if coded * 10 >= len(texts) * 8:
        code[start:end] = [True] * (end - start)
        return
    running = False
    for number in texts:
        line = lines[number]
        if _STRONG_CODE.match(line) and not _reads_like_a_sentence(line):
            running = True
        elif (
            running
            and line[:1].strip()
            and not looks_like_code(line)
            and not line.startswith(("#", ")", "]", "}"))
        ):
            running = False
        if running or (line.lstrip().startswith("#") and _is_comment(lines, number)):
            code[number] = True


def _is_comment(lines: Sequence[str], number: int) -> bool:
    """A line that starts with # or // and has code right below it."""
    line = lines[number].lstrip()
    if not line.startswith(("#", "//", "--")):
        return False
    below = next((lines[n] for n in range(number + 1, min(number + 3, len(lines))) if lines[n].strip()), "")
    return looks_like_code(below)
