"""Guides that are put into a folder, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.guides.folder import REMOVED, NoDocument, Outcome, Where, put, put_back, remove
from domain.errors import InterviewError, UnreadableGuide
from knowledge.files.contents import MOST_BYTES
from tests.support.word import word_of

TEXT = b"## Why us?\n\nBecause of the harbour.\n"
OTHER = b"## Why not?\n\nBecause of the rain.\n"


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_guide_is_put_in(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "guides"

    assert put(folder, "../why.md", TEXT).name == "why.md"
    assert names(folder) == ["why.md"]
    assert (folder / "why.md").read_bytes() == TEXT


def test_a_taken_name_is_asked_about_and_nothing_is_done(tmp_path: Path) -> None:
    put(tmp_path, "why.md", TEXT)

    assert put(tmp_path, "WHY.md", OTHER).outcome is Outcome.TAKEN
    assert (tmp_path / "why.md").read_bytes() == TEXT
    assert names(tmp_path) == ["why.md"]


def test_the_same_file_again_is_no_question(tmp_path: Path) -> None:
    put(tmp_path, "why.md", TEXT)

    assert put(tmp_path, "why.md", TEXT).outcome is Outcome.SAME
    assert names(tmp_path) == ["why.md"]


def test_both_are_kept_where_that_is_wanted(tmp_path: Path) -> None:
    put(tmp_path, "why.md", TEXT)

    assert put(tmp_path, "why.md", OTHER, Where.BESIDE).name == "why (2).md"
    assert names(tmp_path) == ["why (2).md", "why.md"]


def test_what_is_replaced_is_not_lost(tmp_path: Path) -> None:
    put(tmp_path, "why.md", TEXT)

    assert put(tmp_path, "why.md", OTHER, Where.INSTEAD).outcome is Outcome.REPLACED
    assert (tmp_path / "why.md").read_bytes() == OTHER
    assert (tmp_path / REMOVED / "why.md").read_bytes() == TEXT


def test_what_cannot_be_read_replaces_nothing(tmp_path: Path) -> None:
    put(tmp_path, "why.md", TEXT)

    with pytest.raises(UnreadableGuide):
        put(tmp_path, "why.md", b"\x00\x01\x02" * 50, Where.INSTEAD)
    assert (tmp_path / "why.md").read_bytes() == TEXT
    assert names(tmp_path) == ["why.md"]


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(TEXT)
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "why.md").symlink_to(outside)

    put(folder, "why.md", OTHER, Where.INSTEAD)

    assert outside.read_bytes() == TEXT
    assert (folder / "why.md").read_bytes() == OTHER
    assert not (folder / "why.md").is_symlink()


def test_a_folder_of_the_name_stays(tmp_path: Path) -> None:
    (tmp_path / "why.md").mkdir()

    assert put(tmp_path, "why.md", TEXT, Where.INSTEAD).name == "why (2).md"


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n", "a PNG image"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(20), "an Office file of before 2007"),
        ("run", b"\x7fELF\x02", "a program"),
        ("a.zip", b"PK\x03\x04", "a ZIP archive or an Office file"),
        ("script.py", b"print('hello')\n", "text, of the kind .py"),
        ("MZ.ini", b"MZ is a word here\n", "text, of the kind .ini"),
        ("notes", b"my notes\n", "text, of no kind by its name"),
    ],
)
def test_what_is_no_document_is_told_by_what_it_is(
    tmp_path: Path, name: str, data: bytes, found: str
) -> None:
    with pytest.raises(NoDocument) as told:
        put(tmp_path, name, data)

    assert str(told.value).startswith(f"{name} is {found}. A guide is ")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "a.pdf: is no PDF file; .* It looks like a PNG image."),
        ("a.docx", b"%PDF-1.7\n", "a.docx: is no DOCX file; .* It looks like a PDF."),
        ("a.md", b"GIF89a\x00\x01", r"a.md: is not text \(it is a GIF image\); save it as .*"),
        ("a.md", b" \n\n", "a.md: is empty."),
        ("a.html", b"<html><body></body></html>", "a.html: holds no text .*"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "a.txt: is larger than 20 MB.*"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_in_a_line(
    tmp_path: Path, name: str, data: bytes, line: str
) -> None:
    with pytest.raises(UnreadableGuide, match=f"^{line}$"):
        put(tmp_path, name, data)
    assert names(tmp_path) == []


def test_a_word_file_is_put_in(tmp_path: Path) -> None:
    assert put(tmp_path, "a.DOCX", word_of("## Why us?\n\nBecause of the harbour.")).outcome is Outcome.ADDED


def test_removing_loses_nothing_and_can_be_undone(tmp_path: Path) -> None:
    put(tmp_path, "why.md", TEXT)
    first = remove(tmp_path / "why.md")
    put(tmp_path, "why.md", OTHER)
    second = remove(tmp_path / "why.md")

    assert [first.name, second.name] == ["why.md", "why (2).md"]
    assert names(tmp_path) == [REMOVED]
    assert put_back(first).read_bytes() == TEXT
    assert names(tmp_path) == [REMOVED, "why.md"]


def test_what_is_gone_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(InterviewError, match=r"why\.md is not there any more"):
        remove(tmp_path / "why.md")
