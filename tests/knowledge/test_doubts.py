from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.contradiction import Contradiction
from domain.guide import Guide, TalkingPointKind
from knowledge.consistency import contradictions, doubts, kept, kept_contradictions
from knowledge.files.read import read_text
from knowledge.parse import understand
from knowledge.values import GuideText

NINE = "# Notes\n\n## Pitch\nI have nine years of experience in mobile development.\n\n"
FIVE = "## History\n- 5 years of Android development, then a break\n"


@pytest.fixture
def texts(tmp_path: Path) -> list[GuideText]:
    (tmp_path / "notes.md").write_text(NINE + FIVE, encoding="utf-8")
    return [read_text(tmp_path / "notes.md", "notes.md")]


def guides_of(texts: list[GuideText]) -> list[Guide]:
    return [understand(text) for text in texts]


def never() -> list[GuideText]:
    raise AssertionError("nothing changed, so nothing is to be read")


def test_a_hard_contradiction_becomes_a_question_with_both_places(texts: list[GuideText]) -> None:
    (doubt,) = doubts(contradictions(texts))

    assert doubt.kind is TalkingPointKind.CONTRADICTION
    assert doubt.title.endswith("?") and "nine" in doubt.title.lower() + doubt.text.lower()
    assert [str(stated.source) for stated in doubt.stated] == ["notes.md:4", "notes.md:7"]
    assert not doubt.key_points


def test_a_claim_short_of_a_requirement_is_no_doubt_of_the_guides(texts: list[GuideText]) -> None:
    (found,) = contradictions(texts)

    assert doubts([found.model_copy(update={"check": "requirement"})]) == ()


def test_what_was_found_is_kept_until_the_guides_change(
    texts: list[GuideText], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def look(given: list[GuideText], _today: date | None) -> tuple[Contradiction, ...]:
        looked.append(len(given))
        return contradictions(given)

    monkeypatch.setattr(kept, "contradictions", look)
    file = tmp_path / "index" / "kept.json"

    first = kept_contradictions(guides_of(texts), lambda: texts, file)
    assert kept_contradictions(guides_of(texts), never, file) == first and looked == [1]

    (tmp_path / "more.md").write_text("# More\n\nNothing new.\n", encoding="utf-8")
    more = [*texts, read_text(tmp_path / "more.md", "more.md")]
    kept_contradictions(guides_of(more), lambda: more, file)
    assert looked == [1, 2]
    assert [path.name for path in file.parent.iterdir()] == ["kept.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"key": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_looked_up_anew(texts: list[GuideText], tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "kept.json"
    file.write_bytes(damage)

    assert kept_contradictions(guides_of(texts), lambda: texts, file) == contradictions(texts)


def test_where_nothing_can_be_written_it_is_still_found(texts: list[GuideText], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert len(kept_contradictions(guides_of(texts), lambda: texts, tmp_path / "file" / "kept.json")) == 1
