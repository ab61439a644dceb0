"""Numbers begin where they are looked for: nothing is found elsewhere by trying every sign."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from language.figures import numerals, scan, starts
from language.tables import table, words_in

ROOT = Path(__file__).parents[2]
written: Any = import_module("language.figures.written")
_parser: Any = pytest.importorskip("re._parser")
_SIGNS = "0 7 12 2024 1,5 3.5 .5 £3 % ( [3] #4 +44 | - / : @ \n ſix İ1 http://x.org/1 a@b.org p95 k8s ii."
_SAID = (
    "one|two|twenty|hundred|half|an hour|Python 3|step 2|June 2024|every other week|point five|of|in|and|"
    "a quarter|x"
)
_AT = ("AT", "ASSERT", "ASSERT_NOT")


def _of_set(members: Sequence[tuple[Any, Any]]) -> set[str]:
    found: set[str] = set()
    for kind, value in members:
        match str(kind):
            case "LITERAL":
                found.add(chr(value).lower())
            case "RANGE":
                found |= {chr(code).lower() for code in range(value[0], min(value[1], 0x250) + 1)}
            case "CATEGORY" if str(value) == "CATEGORY_DIGIT":
                found.add("0")
            case "CATEGORY" if str(value) == "CATEGORY_SPACE":
                found.add(" ")
            case "CATEGORY" if str(value) == "CATEGORY_WORD":
                # What can begin with any letter is an address, which is looked for everywhere.
                found.add("@")
            case _:
                raise AssertionError(f"a pattern begins with {kind} {value}: say here what that can be")
    return found


def _repeated(low: int, high: int, one: set[str]) -> set[str]:
    found, held = ({""} if low == 0 else set()), {""}
    for times in range(1, starts.LETTERS + 1):
        if times > high:
            break
        held = {(before + after)[: starts.LETTERS] for before in held for after in one}
        if times >= low:
            found |= held
    return found | (held if low > starts.LETTERS else set())


def _item(kind: str, value: Any) -> set[str]:
    match kind:
        case "LITERAL":
            return {chr(value).lower()}
        case "IN":
            return _of_set(value)
        case "SUBPATTERN":
            return _beginnings(value[3])
        case "BRANCH":
            return set().union(*(_beginnings(each) for each in value[1]))
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(int(value[0]), int(value[1]), _beginnings(value[2]))
    raise AssertionError(f"a pattern begins with {kind}: say here what that can be")


def _beginnings(sequence: Iterable[tuple[Any, Any]]) -> set[str]:
    """What a match can begin with, three signs of it, or all of it."""
    whole: set[str] = set()
    open_ = {""}
    for kind, value in sequence:
        if str(kind) in _AT:
            continue
        if not open_:
            break
        held = {(before + after)[: starts.LETTERS] for before in open_ for after in _item(str(kind), value)}
        whole |= {each for each in held if len(each) == starts.LETTERS}
        open_ = {each for each in held if len(each) < starts.LETTERS}
    return whole | open_


def words(pattern: re.Pattern[str]) -> set[str]:
    """The beginnings of words that matches of `pattern` can begin with."""
    begun = _beginnings(_parser.parse(pattern.pattern, pattern.flags))
    return {found[0] for each in begun if (found := re.match(r"[^\W\d_]+", each))}


@pytest.mark.parametrize("name", ["english", "foreign"])
def test_every_word_that_a_number_begins_with_is_known(name: str) -> None:
    pattern = scan._scanner("en") if name == "english" else numerals._TELLS

    assert words_in(table("starts")[name]) == words(pattern)


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "knowledge" / "guides").glob("*.md")):
        yield from path.read_text(encoding="utf-8").split("\n\n")
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()
    chance = random.Random(7)
    pieces = [*words_in(table("starts")["english"]), *_SIGNS.split(" "), *_SAID.split("|")]
    pieces.sort()
    for _ in range(1_000):
        yield "".join(chance.choice(pieces) + chance.choice(["", " ", " ", "-", ".", ", "]) for _ in range(9))


def test_what_is_found_is_what_trying_every_sign_finds() -> None:
    english = scan._scanner("en")

    for text in _texts():
        assert [(found.span(), found.lastgroup) for found in starts.matches(english, text, "english")] == [
            (found.span(), found.lastgroup) for found in english.finditer(text)
        ], text
        assert [found.span() for found in starts.matches(written._NUMBER, text, "english")] == [
            found.span() for found in written._NUMBER.finditer(text)
        ], text
        assert (numerals.language(text) == "en") or numerals._TELLS.search(text.lower()), text
        assert numerals._tells(text.lower()) == (numerals._TELLS.search(text.lower()) is not None), text
