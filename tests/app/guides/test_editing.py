"""A guide's text that is changed and saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.guides import editing
from app.guides.editing import Changed, NotEditable, Saved, editable, save


def test_a_text_is_saved_over_what_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "why.md"
    path.write_text("one\n", encoding="utf-8")
    seen = editable(path)

    saved = save(path, "two\n", seen.seen)

    assert isinstance(saved, Saved)
    assert path.read_text(encoding="utf-8") == "two\n"
    assert editable(path).seen == saved.seen
    assert isinstance(save(path, "three\n", saved.seen), Saved)
    assert [entry.name for entry in tmp_path.iterdir()] == ["why.md"]


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "why.md"
    path.write_text("one\n", encoding="utf-8")
    seen = editable(path).seen
    path.write_text("theirs\n", encoding="utf-8")

    changed = save(path, "mine\n", seen)

    assert isinstance(changed, Changed)
    assert changed.now is not None
    assert changed.now.text == "theirs\n"
    assert path.read_text(encoding="utf-8") == "theirs\n"
    assert isinstance(save(path, "mine\n", changed.now.seen), Saved)


def test_a_file_that_was_removed_meanwhile_comes_back_only_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "why.md"
    path.write_text("one\n", encoding="utf-8")
    seen = editable(path).seen
    path.unlink()

    assert save(path, "mine\n", seen) == Changed(None)
    assert not path.exists()
    assert isinstance(save(path, "mine\n", ""), Saved)


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbfone\r\ntwo\r\n", b"\xef\xbb\xbfone\ntwo\n", b"one\r\ntwo\r\n"]
)
def test_marks_and_line_ends_stay(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "why.txt"
    path.write_bytes(before)
    opened = editable(path)

    assert opened.text == "one\ntwo\n"
    save(path, "one\nthree\n", opened.seen)
    assert path.read_bytes() == before.replace(b"two", b"three")


def test_another_encoding_is_told_and_becomes_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "why.txt"
    path.write_bytes("Übung für später\n".encode("cp1252"))
    opened = editable(path)

    assert opened.text == "Übung für später\n"
    assert [repair.what for repair in opened.repairs] == ["read as Windows-1252"]
    save(path, opened.text, opened.seen)
    assert path.read_text(encoding="utf-8") == "Übung für später\n"


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "why.md"
    path.write_text("one\n", encoding="utf-8")
    path.chmod(0o640)

    save(path, "two\n", editable(path).seen)

    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"%PDF-1.7", "it is a PDF file"),
        ("a.docx", b"PK\x03\x04", "it is a Word file"),
        ("a.html", b"<p>x</p>", "it is a HTML file"),
        ("a.md", b"\x00\x00\x00", "it is not text"),
        ("a.md", None, "it is not there any more"),
        ("a.md", b"x" * (editing.MOST_BYTES + 1), "it is larger than 2 MB"),
    ],
)
def test_what_cannot_be_edited_says_why(tmp_path: Path, name: str, data: bytes | None, why: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    with pytest.raises(NotEditable, match=f"{name} cannot be edited here: {why}"):
        editable(tmp_path / name)


def test_too_much_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "why.md"
    path.write_text("one\n", encoding="utf-8")

    with pytest.raises(NotEditable, match="larger than 2 MB"):
        save(path, "x" * (editing.MOST_BYTES + 1), editable(path).seen)
    assert path.read_text(encoding="utf-8") == "one\n"
