"""What is looked for in small letters, since that is faster, is what is found whatever the letters."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from language.figures import context, draft, starts
from language.figures.units import UNITS

ROOT = Path(__file__).parents[2]
_AS_SAID = (str, str.upper, str.title)


def _chosen(pieces: list[str], ends: list[str], often: int) -> Iterator[str]:
    chance = random.Random(11)
    for _ in range(often):
        said = " ".join(chance.choices(pieces, k=chance.randint(1, 3))) + chance.choice(ends)
        yield chance.choice(_AS_SAID)(said)


def _read() -> Iterator[str]:
    for path in sorted((ROOT / "knowledge" / "guides").glob("*.md")):
        yield path.read_text(encoding="utf-8")


def _where(found: re.Match[str] | None) -> tuple[tuple[int, int], str | None] | None:
    return found and (found.span(), found.lastgroup)


def test_the_bound_before_a_number_is_found_whatever_its_letters() -> None:
    words = [word for said in context._BEFORE.values() for word in re.findall(r"[^|()?:\[\]<!]+", said)]
    lefts = [*_chosen([*words, "the", "a", "of", "**"], ["", " ", " a ", "** ", " another "], 3_000)]
    lefts += [text[max(0, at - 48) : at] for text in _read() for at in range(0, len(text), 61)]
    found = 0
    for left in filter(str.isascii, lefts):
        small = context._BOUND_IN_SMALL.search(left.lower())
        assert _where(small) == _where(context._BOUND_BEFORE.search(left)), left
        found += small is not None
    assert found > 500


def test_the_unit_behind_a_number_is_found_whatever_its_letters() -> None:
    # What is looked at is long enough for the longest.
    assert max(map(len, UNITS)) + len("  (s)x") < draft._LOOK_AHEAD
    behind = [*_chosen([*UNITS, "of", "(s)"], ["", "(s)", "(S)", "x", "_", "é", "1", "."], 3_000)]
    texts = [before + text for text in behind for before in ("", " ", "-", "\n", "\u00a0")]
    texts += [text[at : at + 200] for text in _read() for at in range(0, len(text), 31)]
    found = 0
    for text in texts:
        unit = draft._unit_at(text, 0)
        assert _where(unit) == _where(draft._UNIT.match(text, 0)), text
        found += unit is not None
    assert found > 500


def test_where_a_number_may_begin_is_told_as_by_looking_at_every_sign() -> None:
    every = re.compile(
        rf"\b[^\W\d_]{{1,{starts.LETTERS}}}|(?<!\d)\d|[.\[(#+](?=\d)|^(?=[\s>#*_|-])", re.MULTILINE
    )
    chance = random.Random(5)
    signs = "abz_019 .[(#+\n>*|-²½Ⅳéß一٣४\u0301\u200d%,:'"
    texts = ["".join(chance.choices(signs, k=chance.randint(0, 12))) for _ in range(20_000)]
    for text in [*texts, *_read()]:
        lowered = text.lower()
        told = [(found.start(), found[0]) for found in every.finditer(lowered)]
        assert [*starts._begun(lowered)] == told, text
