"""HTML within the lines of a guide."""

from __future__ import annotations

import html
import re

from knowledge.inline import code_spans

_SUMMARY_LEVEL = 6
# "a <b 3.5 and 5> 3" has none: what follows the name are attributes.
_ATTRIBUTES = r"(?:\s+(?:[\w:-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)|open|hidden|checked|reversed))*\s*/?>"
_BOLD = re.compile(rf"</?(?:b|strong){_ATTRIBUTES}", re.IGNORECASE)
_SLANTED = re.compile(rf"</?(?:i|em){_ATTRIBUTES}", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:details|summary|ul|ol|li|p|div|span|b|strong|i|em|u|br|hr|h[1-6]|code|pre|a|img"
    r"|sup|sub|kbd|mark|font|center|ins|del|strike|s|var|samp|tt|abbr|cite|q|dl|dt|dd|figure|figcaption"
    r"|blockquote|section|article|small|table|thead|tbody|tr|td|th)"
    rf"{_ATTRIBUTES}",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(
    r"(?=<(?:li|h[1-6]|summary|details|p|hr|blockquote)\b)|(?<=</summary>)|(?<=</li>)"
    r"|(?<=</h[1-6]>)|(?<=</p>)|<br\s*/?>|(?=</details>)",
    re.I,
)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.IGNORECASE)
_TAG_OR_ITEM = re.compile(rf"</?(?:p|div|ul|ol|li){_ATTRIBUTES}", re.IGNORECASE)


def parts_of(content: str) -> list[str]:
    """One line of a guide as the lines its HTML means; code in ticks stays."""
    if "<" not in content and "&" not in content:
        return [content]
    code: list[str] = []
    content = _code_set_aside(content, code)
    if "<" not in content or not _TAG.search(content):
        return [_with_code(html.unescape(content) if "&" in content else content, code)]
    parts = []
    for part in _BREAKING_TAG.split(content):
        if part is None or not part.strip():
            continue
        text = _untagged(part)
        if text:
            parts.append(_with_code(text, code))
    return parts or [""]


def row_text(content: str) -> str:
    """A row of a table without HTML, on one line."""
    if "<" not in content and "&" not in content:
        return content
    code: list[str] = []
    content = _BREAK.sub(" ", _code_set_aside(content, code))
    return _with_code(html.unescape(_with_stars(_TAG_OR_ITEM.sub(" ", content))), code)


def _code_set_aside(content: str, code: list[str]) -> str:
    """`content` with a sign that means nothing for the code in ticks, which is added to `code`."""
    if "`" not in content:
        return content
    written, done = [], 0
    for start, end in code_spans(content):
        code.append(content[start:end])
        written += [content[done:start], "\x00"]
        done = end
    return "".join([*written, content[done:]])


def _with_code(content: str, code: list[str]) -> str:
    """`content` with the next of `code` in each place that one was taken from; they leave `code`."""
    if not code:
        return content
    first, *others = content.split("\x00")
    taken = code[: len(others)]
    del code[: len(others)]
    return first + "".join(held + other for held, other in zip(taken, others, strict=True))


def _untagged(part: str) -> str:
    indent = part[: len(part) - len(part.lstrip())]
    opening = re.match(r"\s*<(\w+)", part)
    tag = opening[1].lower() if opening else ""
    if re.match(r"\s*</details>\s*$", part, re.I) or tag == "hr":
        return "---"
    text = html.unescape(_with_stars(part)).strip()
    if not text:
        return ""
    if tag == "summary":
        return f"{'#' * _SUMMARY_LEVEL} {text}"
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return f"{'#' * int(tag[1])} {text}"
    if tag == "li":
        return f"{indent}- {text}"
    return f"{indent}{text}"


def _with_stars(text: str) -> str:
    """`text` with the stars of Markdown for bold and slanted text, and without any other tag."""
    text, bold = _BOLD.subn("**", text)
    if bold:
        text = re.sub(r"\*\*\s+\*\*|\*{4,}", "", text)
    return _TAG.sub("", _SLANTED.sub("*", text))
