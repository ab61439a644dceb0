"""Clean Markdown is read as a parser of CommonMark reads it: markdown-it-py is the oracle.

What guides do beyond CommonMark (headings without a blank, bullets of other signs, fences nobody closed, a
question and its answer on one line) is no clean Markdown: test_blocks.py and test_marks_and_cards.py have
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.inline import without_marks
from knowledge.markup.blocks import read_lines
from knowledge.markup.line import Kind
from knowledge.markup.tables import cells, is_table_rule

ORACLE = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class Seen:
    """What a reader of Markdown sees, each with its line (1-based)."""

    headings: list[tuple[int, int, str]] = field(default_factory=list)
    items: list[tuple[int, int, str]] = field(default_factory=list)
    code: list[tuple[int, str]] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)


def oracle(text: str) -> Seen:
    """What markdown-it sees."""
    seen = Seen()
    tokens = ORACLE.parse(text)
    depth = quotes = 0
    waiting: tuple[int, int] | None = None
    for place, token in enumerate(tokens):
        first = token.map[0] + 1 if token.map else 0
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            waiting = (first, depth)
        elif token.type == "list_item_close":
            waiting = None
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotes += token.nesting
        elif token.type == "heading_open":
            seen.headings.append((first, int(token.tag[1]), _plain(tokens[place + 1])))
        elif token.type == "inline" and waiting is not None and tokens[place - 1].type == "paragraph_open":
            seen.items.append((*waiting, _plain(token).split("\n")[0]))
            waiting = None
        elif token.type == "fence":
            seen.code += [(first + 1 + n, line) for n, line in enumerate(_lines(token.content))]
        elif token.type == "tr_open":
            seen.rows.append((first, [_plain(cell) for cell in _cells(tokens, place)]))
        if quotes and token.type == "inline" and token.map and tokens[place - 1].type == "paragraph_open":
            seen.quoted.update(range(token.map[0] + 1, token.map[1] + 1))
    return seen


def ours(text: str) -> Seen:
    """What our blocks see."""
    seen = Seen()
    indents: list[int] = []
    for line in read_lines(text):
        if line.kind is Kind.HEADING:
            seen.headings.append((line.number, line.level, line.unmarked))
        elif line.kind is Kind.ITEM:
            while indents and indents[-1] >= line.indent:
                indents.pop()
            indents.append(line.indent)
            seen.items.append((line.number, len(indents), line.unmarked))
        elif line.kind is Kind.CODE:
            seen.code.append((line.number, line.text))
        elif line.kind is Kind.ROW and not is_table_rule(line):
            seen.rows.append((line.number, [without_marks(cell) for cell in cells(line)]))
        if line.kind in {Kind.HEADING, Kind.RULE} or (line.kind is Kind.TEXT and line.indent == 0):
            indents.clear()
        if line.quoted and line.kind in {Kind.TEXT, Kind.ITEM}:
            seen.quoted.add(line.number)
    return seen


def _plain(token: Token) -> str:
    """An inline token as a person reads it."""
    said = ""
    struck = 0
    for child in token.children or []:
        struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
        if not struck:
            said += "\n" if child.type in {"softbreak", "hardbreak"} else child.content
    return re.sub(" +", " ", said).strip()


def _cells(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    for token in tokens[place + 1 :]:
        if token.type == "tr_close":
            return
        if token.type == "inline":
            yield token


def _lines(content: str) -> list[str]:
    return [line.rstrip() for line in content.split("\n")[:-1]]


# --- a grammar of clean Markdown ---------------------------------------------------------------------------

PLAIN = "the oven queue letter river because answers slow morning Zürich señal 质量 café 12 3.5 40%".split()
# Words that have signs of Markdown in them and mean none of it.
ODD = "C# C++ snake_case x_y_z ~50 5>3 a<b R&D #3 e.g. (c) p|q a==b half-baked // C:\\dir 100~ ~".split()
SPANS = [
    "**bold words**", "*slanted*", "`code_here`", "`a * b`", "[a link](https://x.example/a_b)",
    "~~struck words~~ kept", "\\*escaped\\*", "***both***", "__bold too__", "`**raw**`", "“quoted”",
]  # fmt: skip
STARTS = ["#hashtag", "1.5 metres", "-5 degrees", "+49 30", "2024 was", "*slanted*", "**bold**", "=x", "~50"]

word = st.sampled_from(PLAIN)
odd = st.one_of(word, word, st.sampled_from(ODD), st.sampled_from(SPANS))
# A line of text begins and ends with a plain word, so that no sign stands where it would mean something else.
sentence = st.builds(
    lambda first, middle, last: " ".join([first, *middle, last]), word, st.lists(odd, max_size=6), word
).filter(lambda text: "|" not in text)
opening = st.builds(lambda start, rest: f"{start} {rest}", st.sampled_from(STARTS), sentence)
paragraph = st.lists(sentence, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from([lines, lines, [*lines[:-1], lines[-1] + "."]])
)
code_text = st.sampled_from(
    "# a comment|## load|x = 1||    deep()|- no item|; a|> no quote|~~a~~|b ** c|<!-- kept -->|What is it?"
    "|A: no answer|name :: Type|~~~|::: x|%%time|[^1]: x|====".split("|")
)


@st.composite
def heading(draw: st.DrawFn) -> list[str]:
    title = draw(sentence)
    level = draw(st.integers(1, 6))
    if level <= 2 and draw(st.booleans()):
        return [title, ("=" if level == 1 else "-") * max(len(title), 4)]
    return [f"{'#' * level} {title}{draw(st.sampled_from(['', '', ' ##']))}"]


@st.composite
def fence(draw: st.DrawFn) -> list[str]:
    mark = draw(st.sampled_from(["```", "````", "~~~~"]))
    inner = draw(st.lists(code_text, min_size=1, max_size=5))
    # In a guide a heading after a blank line ends a fence that nobody closed.
    inner = [line for place, line in enumerate(inner) if place == 0 or inner[place - 1] or "#" not in line]
    if mark == "````" and draw(st.booleans()):
        inner = [*inner, "```", "# in the inner fence", "```"]
    return [mark + draw(st.sampled_from(["python", "yaml", "c++"])), *inner, mark]


@st.composite
def table(draw: st.DrawFn) -> list[str]:
    width = draw(st.integers(1, 3))
    cell = st.one_of(sentence, word, st.just("a \\| b"), st.just("`x \\| y`"), st.just(""))
    header = [draw(sentence) for _ in range(width)]
    rows = [[draw(sentence), *(draw(cell) for _ in range(width - 1))] for _ in range(draw(st.integers(1, 3)))]
    rule = draw(st.sampled_from(["---", ":---", ":-:", "--:"]))
    return [f"| {' | '.join(row)} |" for row in [header, [rule] * width, *rows]]


@st.composite
def items(draw: st.DrawFn, depth: int = 0) -> list[str]:
    ordered = draw(st.booleans())
    bullet = draw(st.sampled_from("-*+"))
    written: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        marker = f"{number + 1}." if ordered else bullet
        indent = " " * (len(marker) + 1)
        written.append(f"{marker} {draw(sentence)}")
        below = draw(st.sampled_from(["", "", "wrapped", "list", "fence"])) if depth < 2 else ""
        if below == "wrapped":
            written += [indent + draw(sentence)]
        elif below == "list":
            written += [indent + line for line in draw(items(depth=depth + 1))]
        elif below == "fence":
            written += [(indent + line).rstrip() for line in draw(fence())]
    return written


@st.composite
def quote(draw: st.DrawFn) -> list[str]:
    inner = draw(st.one_of(paragraph, items(), fence(), table(), heading(), st.just([]).map(list)))
    more = draw(st.one_of(st.just([]), paragraph.map(lambda lines: ["", *lines])))
    mark = draw(st.sampled_from(["> ", "> > "]))
    return [(mark + line).rstrip() for line in [*inner, *more]] or ["> a quote"]


block = st.one_of(
    heading(), heading(), paragraph, opening.map(lambda line: [line]), items(), fence(), table(),
    quote(),
    st.just(["---"]), st.just(["* * *"]),
)  # fmt: skip
document = st.lists(block, min_size=1, max_size=8).map(
    lambda blocks: "\n\n".join("\n".join(lines) for lines in blocks) + "\n"
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document)
def test_clean_markdown_is_read_as_the_oracle_reads_it(text: str) -> None:
    seen, expected = ours(text), oracle(text)

    assert seen.headings == expected.headings
    assert seen.code == expected.code
    assert seen.rows == expected.rows
    assert seen.items == expected.items
    assert seen.quoted == expected.quoted
