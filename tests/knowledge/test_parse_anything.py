"""Whatever a guide holds: nothing is raised, sources lie in it, and the work grows with the text."""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.guide import Guide
from knowledge.parse import understand
from knowledge.values import GuideText

PIECES = (
    "# Guide|## Questions to ask|### Q1: Why?|**Q: Why X?** Because it is|**Your Answer** (2 "
    "min):|```|```python|````|~~~|- |1. |   - |> |"
    '- [ ] do|□ x|❌ "a" → ✅ "b"|✅ "b"|**Situation:** a|**Task:** b|**Action:** c|**Result:** '
    'd|S: a|T: b|A: c|R: d|"First|done."|---||'
    'Question:|Answer:|## Red flags|## Weak areas|### "You lack X"|## Numbers to memorize|## '
    "Checklist|## System design|### Scenario 1: Design a thing|"
    "## Coding challenges|## Rubric|**A** (40%):|<details><summary>Q</summary>|</details>|<li"
    ">x</li>|<!--|-->|Q：为什么|A：因为|【S】x|===|"
    "## Pitch (30 seconds)|a long sentence that says something, and goes on for a "
    "while.|**Follow-ups:**|## Answers|1. Because it is|## Requirements|"
    "### Follow-up hooks|*   - **Task:** x|[x](y|🎯| **|`|#|* * *|1)|Interviewer: Why do you ask?|Me: so"
    "|* Why?|** TODO Why? :tag:|#+TITLE: x|.. note:: x|:Task: x|> [!question]- Why?|Why? :: x|?"
    "|Why?\tx|~~a|b~~|### ~~Why?~~|- ~~a~~|%%|%%a%%|<!-- a|a -->|[^1]: x|a[^1]|[//]: # (x)"
    "|1<sup>6</sup>"
    "|a ^ab12|Why?::x|Why? ;; x|a >> Why?|??|- Why? #card|- a #[[card]]|  id:: x|START|Basic|Front: Why?"
    "|Back: x|END"
    "|STARTI [Basic] Why? Back: x ENDI|: a meaning|Q: Why? A: so Q: How? A: thus|❌ a ❌ b → ✅ c"
    "|#separator:tab|Why?;x|~~~|~~~~python|==a==|++a++|{{c1::a::b}}|Why? → Because it is so|`a|#cards/x"
    "|Why?\tx|Ask them: Why? How?|Why this? Because it is so|Numbers to remember: 4 a, 5 b|Q. Why?|A. So"
).split("|")
ROWS = [
    "| Question | Answer |",
    "|---|---|",
    "| a | b |",
    "| Do | Don't |",
    "| Time | What |",
    "| 0-5 min | x |",
    "|",
]
LINES = st.one_of(
    st.sampled_from([*PIECES, *ROWS]),
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=3).map(" ".join),
)


def read(text: str) -> Guide:
    return understand(GuideText(name="guide.md", text=text, digest="d", repairs=()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=40).map("\n".join))
def test_anything_is_understood_and_cited_within_the_guide(text: str) -> None:
    guide = read(text)

    last = text.removesuffix("\n").count("\n") + 1
    assert guide.lines == last
    assert all(1 <= number <= last for number in guide.unparsed)
    assert list(guide.unparsed) == sorted(set(guide.unparsed))
    ids = [point.id for point in guide.talking_points]
    assert len(ids) == len(set(ids))
    for point in guide.talking_points:
        assert point.title.strip()
        assert 1 <= point.source.first_line <= point.source.last_line <= last
        for key_point in point.key_points:
            assert key_point.text.strip()
            assert 1 <= key_point.source.first_line <= key_point.source.last_line <= last


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_understanding_is_the_same_every_time(text: str) -> None:
    assert read(text) == read(text)


UNITS = {
    "exercises": "## Exercises {n}\n\n### Task {n} of many\nhash map, O(n), {n} lines\n\n",
    "lists behind answers": "### Why thing {n}?\n\nBecause {n}.\n\n**Ask them {n}**\n\n- who {n}?\n\n",
    "arrows": "why number {n}? -> because of the {n} that came\n",
    "fences of questions": "```\nQ: Why number {n}, and why not another?\nA: Because {n} fell from 4 hours "
    "minutes.\n```\n\n",
    "headings": "### What is thing {n}?\n\nIt remembers {n}:\n\n- **One:** the code\n- Two: the "
    "names\n\n```js\nconst a = 1\n```\n\n",
    "stories": "**Situation:** {n} was slow\n**Task:** make it quick\n**Action:** I removed "
    "joins\n**Result:** 35 minutes\n\n",
    "letters": "A: a{n}\n",
    "quotes and stars": '> "*[`{n}\n',
    "open comments": "<!-- {n}\n",
    "fences": "```\n{n}\n",
    "code fences": "```python\nx{n}\n",
    "red flags": '❌ "thing {n}" → ✅ "better"\n',
    "deep headings": "# a{n}\n## Checklist\n### c\n#### Follow-ups\n",
    "bold titles": "**Questions to ask {n}**\n\nWhy not?\n\n",
    "questions to ask": "## Questions to ask\n1. Why {n}?\n",
    "rows": "| {n} | Because |\n",
    "cards": "What is {n}? :: It is {n}\n",
    "rows of tabs": "What is {n}?\tIt is {n}\n",
    "org": "** What is {n}?\n   It is {n}\n",
    "simple tables": "====  ====\nA     B\n====  ====\n{n}   {n}\n",
    "callouts": "> [!question]- Why {n}? #tag #tag\n> Because\n\n",
    "titles over lists": "Ask them\n- Why {n}?\n",
    "lists on a line": "Ask them: Why {n}? How? Numbers: {n}, {n}\n\n",
    "comments": "a <!-- {n} --> b %%{n}%% c[^{n}]\n\n[^{n}]: x\n",
    "open percents": "%% {n}\n",
    "struck": "- ~~{n} a\nb~~ c\n\n- ~~{n}~~\n  - d\n",
    "struck headings": "# ~~{n}~~\n## a\nb\n",
    "outlines of cards": "- Why {n}? #card\n  id:: {n}\n  - so\n    - thus\n",
    "cards without blanks": "Why {n}?::so\n",
    "lone marks": "Why {n}?\n?\nso\n\n",
    "lone marks without blanks": "Why {n}?\n?\n",
    "blocks of cards": "START\nBasic\nFront: Why {n}?\nBack: so\nEND\n",
    "blocks without end": "START\nBasic {n}\n",
    "cells in quotes": 'Why {n}?\t"so\n',
    "meanings": "Why {n}?\n: so\n",
    "meanings of nothing": " : {n}\n",
    "pairs on a line": "Q: Why {n}? A: so Q: How? A: thus\n",
    "crosses on a line": "❌ a{n} → ✅ b ❌ c → ✅ d\n",
    "fences of waves": "~~~~{n}\n```\n",
    "pointed questions": "Q: Why?\n\nWhy {n}? → Because it is so\n\n",
    "blocks parted by rules": "---\nstill to learn {n}:\nterm {n}: said of it\n\n",
    "arrows apart": "why us {n}? -> because of it\n\nmy faults -> none at all\n\n",
    "tables of tabs": "Metric\tBefore\tAfter\ntime {n}\t1\t2\nrate\t3\t4\n",
    "figures at the end": "Q: why {n}?\nA: so\n\nnumbers:\n12 docks\n13 trucks\n\n",
    "turns of a chat": "You said:\nfoo {n}\n\nChatGPT said:\nSure, here:\n\nQ: why {n}?\nA: so\n\n",
    "further stories": "R: done it {n} times\n\nsecond one: The intern\n\nfoo bar\n\n",
    "a rehearsal": "ChatGPT said:\nWhy {n}?\n\nYou said:\nBecause of {n}.\n\n",
    "answers set apart": "* why {n}?\n- because of {n}\n",
    "terms": "Term {n}\n\tsaid of it = {n}\n",
    "indented code": "text\n\n    def f{n}():\n        return {n}\n\n",
}


SIGNS = (
    *(
        "~~",
        "~~a",
        "<!--",
        "-->",
        "%%",
        "==a",
        "++a",
        "{{c1::",
        "[^1]",
        "? A: ",
        "Q: a? A: b ",
        "❌ a ",
        "a?;",
    ),
    *("<sup>1", "^1^", "\\*", "`a``b", "<b>", "<b a=", "a::", ";; ", " >> ", "[a][b]"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_about_twice_the_work(unit: str) -> None:
    def text(times: int) -> str:
        return "".join(UNITS[unit].format(n=n) for n in range(times))

    # What is made once and kept is made here, for all lines of both, so that neither has to.
    read(text(200))
    once, twice = (calls_of(lambda times=times: read(text(times))) for times in (100, 200))

    # So close to 2, one call for each 2,000 pairs of calls fails it.
    assert twice < 2.1 * once


def test_a_line_without_end_is_linear_too() -> None:
    for sign in (
        "[",
        "*",
        "_",
        '"',
        "<",
        "(",
        "`",
        "|",
        "#",
        "❌",
        "a. ",
        "\t",
        " :: ",
        " #a",
        ": ",
        "? ",
        *SIGNS,
    ):
        read(sign * 2_500)
        once, twice = (
            calls_of(lambda times=times, sign=sign: read(sign * times)) for times in (5_000, 10_000)
        )
        assert twice < 2.15 * once + 300, sign


def calls_of(work: Callable[[], object]) -> int:
    """How many functions of Python and of C are called: work that no other process disturbs."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        work()
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("text", ["# Why?\n```python\n", "Q: Why?\n\n```python\nx\n"])
def test_code_that_is_never_closed_is_cited_within_the_guide(text: str) -> None:
    guide = read(text)

    assert [point.source.last_line <= guide.lines for point in guide.talking_points] == [True]
