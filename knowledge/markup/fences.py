"""Which lines of a guide are code, whatever its fences claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"^\s*(?:>\s?)*\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(`{3,}|~{3,})\s*([^\s`]*)[^`]*$")
_PLAIN_INFO = frozenset("text txt plain plaintext markdown md mdx none answer star quote".split())
_LONGEST = 12
_MOST_COMMENTS = 12  # with #, at a fence's end; a heading far above it is one
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


@dataclass(frozen=True, slots=True)
class _Fence:
    """A fence's mark: its sign, how many of them, the language behind them ("" for none), its column."""

    sign: str
    length: int
    info: str
    column: int

    @property
    def holds_text(self) -> bool:
        return not self.info or self.info in _PLAIN_INFO

    @property
    def is_plainly_nested(self) -> bool:
        """Was it made to hold other fences, so that only one like it ends it?"""
        return self.length > 3 or self.sign == "~"


def code_lines(lines: Sequence[str]) -> tuple[list[bool], list[bool], list[bool]]:
    """For each line: is it code, is it a fence's mark, does it stand in a fence without a language.

    Fences with a language hold code until the next fence; where that is missing, until the text looks like a
    guide again. Fences without one hold text, as they do in guides, but for the code inside. A fence of more
    than three ticks, or of waves, ends with the next like it where there is one.
    """
    code, marks, fenced = ([False] * len(lines) for _ in range(3))
    fences = _fences(lines)
    if any(fence is not None for fence in fences):
        _mark(lines, fences, code, marks, fenced)
        _find_code_in_plain_fences(lines, code, marks, fenced)
    _find_indented_code(lines, code, marks, fenced)
    return code, marks, fenced


def _mark(
    lines: Sequence[str],
    fences: Sequence[_Fence | None],
    code: list[bool],
    marks: list[bool],
    fenced: list[bool],
) -> None:
    ends, paired = _ends(fences), _paired_below(fences)
    opened: _Fence | None = None
    sealed = plain_until = -1
    in_plain = False
    for number, fence in enumerate(fences):
        if number == plain_until:
            opened = None
        if number < sealed or (fence and opened and fence.sign != opened.sign):
            # In a fence of waves, or of four ticks, three ticks are code like anything else.
            code[number] = True
            continue
        if fence is not None:
            marks[number] = True
            end = ends.get(number, -1) if number != sealed and number != plain_until else -1
            if opened is not None:
                # A second opening mark means that the first fence was never closed.
                opened = None if fence.holds_text else fence
            elif number == sealed:
                pass
            elif fence.holds_text:
                in_plain = number < plain_until or (number != plain_until and (end > 0 or not in_plain))
                plain_until = max(plain_until, end)
            elif end > 0:
                sealed = end
            else:
                opened = fence
            fenced[number] = in_plain
            continue
        indented = opened is not None and lines[number][: opened.column].isspace()
        if opened is not None and not indented and _is_guide_again(lines, number, fences, paired):
            opened = None
        code[number] = opened is not None
        fenced[number] = in_plain and opened is None


def _ends(fences: Sequence[_Fence | None]) -> dict[int, int]:
    """Where fences that may hold others end, by the place where they begin; none that stays open."""
    ends: dict[int, int] = {}
    nearest: dict[tuple[str, int], int] = {}
    for number in range(len(fences) - 1, -1, -1):
        fence = fences[number]
        if fence is None:
            continue
        if fence.is_plainly_nested:
            end = nearest.get((fence.sign, min(fence.length, _LONGEST)))
            if end is not None:
                ends[number] = end
        if not fence.info:
            for length in range(3, min(fence.length, _LONGEST) + 1):
                nearest[fence.sign, length] = number
    return ends


def _fences(lines: Sequence[str]) -> list[_Fence | None]:
    """The fence whose mark each line is, None for other lines."""
    found: list[_Fence | None] = []
    waves = 0
    in_ticks = False
    for number, line in enumerate(lines):
        mark = _FENCE.match(line) if ("```" in line or "~~~" in line) else None
        fence = _fence(mark) if mark else None
        if fence and fence.sign == "`" and not waves:
            in_ticks = bool(fence.info)
        # Between ticks waves are code, and begin nothing.
        if fence and fence.sign == "~" and not in_ticks:
            if waves:
                waves = 0 if fence.length >= waves and not fence.info else waves
            elif (fence.info and line.rstrip().endswith("~~~")) or (
                number and not fence.info and _underlines(lines[number - 1], line)
            ):
                # `~~~ Notes ~~~` is a title.
                fence = None
            else:
                waves = fence.length
        found.append(fence)
    return found


def _fence(mark: re.Match[str]) -> _Fence:
    return _Fence(mark[1][0], len(mark[1]), mark[2].strip("{}.").lower(), mark.start(1))


def _underlines(title: str, line: str) -> bool:
    return bool(title.strip()) and abs(len(title.rstrip()) - len(line.rstrip())) <= 2


def _paired_below(fences: Sequence[_Fence | None]) -> list[bool]:
    """Of each line, whether every fence that opens below it is closed, where none is open at it."""
    result = [True] * len(fences)
    if_closed, if_open = True, False
    for number in range(len(fences) - 1, -1, -1):
        result[number] = if_closed
        if (fence := fences[number]) is not None:
            if_closed, if_open = (if_open, if_open) if fence.info else (if_open, if_closed)
    return result


def _is_guide_again(
    lines: Sequence[str], number: int, fences: Sequence[_Fence | None], paired: Sequence[bool]
) -> bool:
    """Does a fence that nobody closed end here?

    A heading after a blank line is one unless code follows it, or what closes the fence: `## load` is a
    comment of many languages.
    """
    line = lines[number]
    blank_before = number == 0 or not lines[number - 1].strip()
    if not blank_before or not (_HEADING.match(line) or _BOLD_LABEL.match(line) or _RULE.match(line)):
        return False
    if _ends_in_comments(lines, number, fences, paired):
        return False
    following = ((lines[later], fences[later]) for later in range(number + 1, min(number + 4, len(lines))))
    text, fence = next(((later, fence) for later, fence in following if later.strip()), ("", None))
    if fence is not None:
        return fence.info != "" or not line.startswith("# ")
    return (
        not line.startswith("# ")
        and not looks_like_code(text)
        and bool(
            _PROSE.match(text) or _HEADING.match(text) or text.lstrip().startswith(("**", "|", '"', ">"))
        )
    )


def _ends_in_comments(
    lines: Sequence[str], number: int, fences: Sequence[_Fence | None], paired: Sequence[bool]
) -> bool:
    """Whether nothing but lines with # stands from here to a mark that closes the fence."""
    for later in range(number + 1, min(number + _MOST_COMMENTS, len(lines))):
        if (fence := fences[later]) is not None:
            return not fence.info and paired[later]
        if lines[later].strip() and not lines[later].lstrip().startswith("#"):
            return False
    return False


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
