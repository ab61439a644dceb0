"""A candidate's guides are found, read one by one, and those that fail are named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from domain.errors import NoGuides
from domain.guide import TalkingPointKind
from knowledge.library import find_guides, name_of, read_library, read_texts, same_guides

QUESTION = "**Q: Why a log?**\nIt keeps what a queue forgets.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b.md").write_text(QUESTION, encoding="utf-8")
    (tmp_path / "sub" / "a.TXT").write_text("## Checklist\n\n- [ ] Sleep\n", encoding="utf-8")
    (tmp_path / ".hidden" / "c.md").write_text(QUESTION, encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\x00")
    return tmp_path


def test_guides_are_found_in_folders_below(folder: Path) -> None:
    assert find_guides([folder]) == [folder / "b.md", folder / "sub" / "a.TXT"]


def test_a_folder_that_vanishes_meanwhile_had_no_guides(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_guides([folder])
    (folder / "gone").mkdir()
    scandir = os.scandir

    def vanished(place: str | Path) -> Any:
        if Path(place).name == "gone":
            raise FileNotFoundError(2, "No such file or directory", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", vanished)

    assert find_guides([folder]) == found


def test_a_named_file_is_taken_whatever_it_is_called_and_only_once(folder: Path) -> None:
    notes = folder / "notes"
    notes.write_text(QUESTION, encoding="utf-8")

    assert find_guides([notes, folder, notes]) == [notes, folder / "b.md", folder / "sub" / "a.TXT"]


def test_a_path_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(NoGuides, match=r"gone\.md: there is no such file or folder"):
        find_guides([folder / "gone.md"])


def test_sources_name_guides_below_their_folder(folder: Path) -> None:
    library = read_library([folder])

    assert [guide.name for guide in library.guides] == ["b.md", "sub/a.TXT"]
    assert name_of(folder / "sub" / "a.TXT", [folder]) == "sub/a.TXT"
    assert str(library.talking_points[0].source) == "b.md:1\N{EN DASH}2"


def test_talking_points_are_found_by_id_and_kind(folder: Path) -> None:
    library = read_library([folder])
    (question,) = library.of_kind(TalkingPointKind.QUESTION_ANSWER)

    assert library.point(question.id) is question
    assert [point.title for point in library.of_kind(TalkingPointKind.CHECKLIST_ITEM)] == ["Sleep"]
    with pytest.raises(KeyError):
        library.point("none")


def test_an_unreadable_guide_is_named_and_the_others_go_on(folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "empty.md").write_text(" \n", encoding="utf-8")
    told: list[str] = []

    library = read_library([folder], told.append)

    assert len(library.guides) == 2
    assert library.unreadable == (
        "bad.md: is not text; save it as Markdown, text, HTML, PDF or DOCX",
        "empty.md: is empty",
    )
    assert told == ["b.md", "bad.md", "empty.md", "sub/a.TXT"]


def test_nothing_usable_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoGuides, match="no files of a known kind"):
        read_library([tmp_path])

    (tmp_path / "a.md").write_bytes(b"")
    with pytest.raises(NoGuides, match=rf"^No usable guide in {tmp_path}: a\.md is empty\.$"):
        read_texts([tmp_path])
    (tmp_path / "b.md").write_bytes(b"\0\1\2")
    with pytest.raises(NoGuides, match=r"none of 2 can be used \(a\.md: is empty; b\.md: is not text"):
        read_texts([tmp_path])


def test_a_guide_that_was_named_itself_is_named_once_where_it_cannot_be_used(tmp_path: Path) -> None:
    named = tmp_path / "a.md"
    named.write_bytes(b"")

    with pytest.raises(NoGuides, match=rf"^No usable guide in {named}: it is empty\.$"):
        read_texts([named])


@pytest.mark.parametrize(("text", "lines"), [("hello", 1), ("hello\n", 1), ("a\nb", 2), ("a\nb\n\n", 3)])
def test_a_file_has_as_many_lines_as_an_editor_counts(tmp_path: Path, text: str, lines: int) -> None:
    (tmp_path / "a.md").write_bytes(text.encode())

    assert [guide.lines for guide in read_library([tmp_path]).guides] == [lines]


def test_guides_of_one_name_in_two_folders_keep_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "prep.md").write_text(QUESTION, encoding="utf-8")

    library = read_library([tmp_path / "one", tmp_path / "two"])

    assert [guide.name for guide in library.guides] == ["prep.md", "two/prep.md"]


def guides_in(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_guides_are_known_again_by_content_then_by_name(tmp_path: Path) -> None:
    old = guides_in(tmp_path / "old", {"kafka.md": "# Kafka\n\nreplays", "sub/story.md": "# Story\n\nonce"})
    wanted = {guide.name: guide.digest[:12] for guide in read_library([old]).guides}
    renamed = guides_in(
        tmp_path / "new", {"k.md": "# Kafka\n\nreplays", "story.md": "# Story\n\nand more", "other.md": "# O"}
    )

    assert same_guides(wanted, [renamed]) == (renamed / "k.md", renamed / "story.md")
    # All of a folder's guides are the folder, which keeps their names.
    assert same_guides(wanted, [old]) == (old,)


def test_a_guide_that_two_names_fit_is_not_guessed(tmp_path: Path) -> None:
    where = guides_in(tmp_path / "new", {"a/story.md": "# One", "b/story.md": "# Two"})

    assert same_guides({"story.md": "0123456789ab"}, [where]) is None
    assert same_guides({"a/story.md": "0123456789ab"}, [where]) == (where / "a" / "story.md",)
    assert same_guides({"story.md": ""}, [tmp_path / "nowhere"]) is None


def test_a_link_that_leads_nowhere_is_told_and_the_others_are_read(folder: Path) -> None:
    (folder / "old.md").symlink_to(folder / "moved.md")

    library = read_library([folder])

    assert [guide.name for guide in library.guides] == ["b.md", "sub/a.TXT"]
    assert library.unreadable == ("old.md: is a link that leads nowhere",)


def test_files_of_kinds_that_are_not_read_are_named(folder: Path) -> None:
    (folder / "cv.odt").write_bytes(b"PK")
    (folder / "sub" / "notes.pages").write_bytes(b"PK")
    (folder / ".hidden.odt").write_bytes(b"PK")

    passed = read_library([folder]).passed_over

    assert {"cv.odt", "sub/notes.pages"} <= set(passed)
    assert not any("hidden" in name or name.endswith((".md", ".TXT")) for name in passed)
    assert read_library([folder / "b.md"]).passed_over == ()
