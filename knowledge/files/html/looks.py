"""How an element of HTML sets its text: by its name, its attributes and simple rules for its class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

_BOLD = frozenset({"b", "strong", "th", "dt"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_STRUCK = frozenset({"s", "strike", "del"})
_DECLARED_BOLD = re.compile(r"font-weight:(?:bold|[6-9]00)")
_DECLARED_PLAIN = re.compile(r"font-weight:(?:normal|[1-4]00)")
_ITALICS = re.compile(r"font-style:(?:italic|oblique)")
_STRUCK_OUT = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_RAISED = re.compile(r"vertical-align:super")
_HIDDEN = re.compile(r"display:none|visibility:hidden|mso-hide:all")
_CLASS_RULE = re.compile(r"[\w-]*\.([\w-]+)$")
_LANGUAGE = re.compile(r"(?:^|\s)(?:(?:language|lang|highlight-source)-|brush:\s*|sourceCode\s+)([\w+#.-]+)")
_MOST_CSS = 2_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """How text is set; `struck` text no longer holds."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    struck: bool = False


def look_of(tag: str, declared: str, outer: Look) -> Look:
    """How text in an element named `tag` with the declarations `declared` is set within `outer`."""
    look = replace(
        outer,
        bold=outer.bold or tag in _BOLD,
        italic=outer.italic or tag in _ITALIC,
        code=outer.code or tag in _CODE,
        raised=outer.raised or tag == "sup",
        struck=outer.struck or tag in _STRUCK,
    )
    if not declared:
        return look
    bold = (look.bold and not _DECLARED_PLAIN.search(declared)) or bool(_DECLARED_BOLD.search(declared))
    return replace(
        look,
        bold=bold,
        italic=look.italic or bool(_ITALICS.search(declared)),
        raised=look.raised or bool(_RAISED.search(declared)),
        struck=look.struck or bool(_STRUCK_OUT.search(declared)),
    )


def declarations(attributes: Mapping[str, str]) -> str:
    """What an element's own style says, in small letters without blanks."""
    return "".join(attributes.get("style", "").lower().split())


def is_hidden(attributes: Mapping[str, str], declared: str) -> bool:
    """Does the element itself say that it is not shown?

    A class may hide as well, but pages hide answers so until somebody clicks the question.
    """
    return "hidden" in attributes or bool(_HIDDEN.search(declared))


def language_of(attributes: Mapping[str, str]) -> str:
    """The language of the code in an element, "" where its class names none."""
    found = _LANGUAGE.search(attributes.get("class", ""))
    return found[1].lower() if found else ""


def rules_of(sheet: str) -> dict[str, str]:
    """The declarations that a style sheet makes for single classes, whatever the medium."""
    found: dict[str, str] = {}
    for selectors, declared in _rules(sheet[:_MOST_CSS]):
        for selector in selectors.split(","):
            named = _CLASS_RULE.match(selector.strip())
            if named:
                found[named[1]] = found.get(named[1], "") + "".join(declared.lower().split()) + ";"
    return found


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no other rule."""
    depth, start, selectors = 0, 0, ""
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors, start = sheet[start : brace.start()].split("*/")[-1].strip(), brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if not selectors.startswith("@"):
                    yield selectors, sheet[start : brace.start()]
                start = brace.end()
