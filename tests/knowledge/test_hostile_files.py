"""Guides that are no guides: pipes, devices, bombs, names that cannot be written."""

from __future__ import annotations

import io
import logging
import os
import warnings
import zipfile
from pathlib import Path

import docx
import pytest

from domain.errors import NoGuides, UnreadableGuide
from knowledge.base import open_knowledge
from knowledge.files.read import read_text
from knowledge.library import read_library
from tests.support.embedding import HashEmbedder
from tests.support.word import with_body

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
GUIDE = "# Notes\n\n### Q1: Why a log?\n\n**Answer:** Because a queue forgets. It keeps 7 days.\n"


@pytest.mark.timeout(20)
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(NoGuides, match=r"pipe\.md: it is a pipe or a device"):
        read_library([tmp_path / "pipe.md"])


@pytest.mark.timeout(20)
def test_a_device_is_told_and_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGuide, match="zero: is a pipe or a device"):
        read_text(Path("/dev/zero"))
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    with pytest.raises(UnreadableGuide, match="is a pipe or a device"):
        read_text(tmp_path / "zero.md")


def test_a_folder_where_a_file_is_wanted_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGuide, match="is a folder; name the file in it"):
        read_text(tmp_path)


def test_no_more_is_read_than_a_guide_may_have_whatever_its_size_says(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(UnreadableGuide, match="larger than 20 MB"):
        read_text(tmp_path / "large.md")


@pytest.mark.parametrize("name", [b"bad\xff.md", b"esc\x1b[31mred.md", b"two\nlines.md", b"csi\xc2\x9b1m.md"])
def test_a_name_that_cannot_be_shown_is_a_guide_like_any_other(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text(GUIDE, encoding="utf-8")

    library = read_library([tmp_path])
    knowledge = open_knowledge(library, tmp_path / "index", HashEmbedder(), lambda notice: None)

    (guide,) = library.guides
    assert guide.name.encode().decode().isprintable()
    assert "\N{REPLACEMENT CHARACTER}" in guide.name
    assert knowledge.search("Why a log?")[0].source.guide == guide.name


def test_two_names_that_are_shown_alike_are_told_apart(tmp_path: Path) -> None:
    for byte in (b"\xfe", b"\xff"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad" + byte + b".md"))
        path.write_text(GUIDE, encoding="utf-8")
    assert len({guide.name for guide in read_library([tmp_path]).guides}) == 2


def test_control_characters_of_either_set_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("A \x9b31mred \x1b[0m line.\x90\n", encoding="utf-8")
    assert read_text(path).text == "A 31mred [0m line.\n"


def bomb(megabytes: int, part: str = "word/document.xml", lie: int | None = None) -> bytes:
    """A Word file whose `part` unpacks to so much; `lie` is the size that its directory tells."""
    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as plain:
        kept = {info.filename: plain.read(info) for info in plain.infolist() if info.filename != part}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in kept.items():
            packed.writestr(name, content)
        with packed.open(part, "w", force_zip64=False) as unpacked:
            for _ in range(megabytes):
                unpacked.write(b" " * 1_000_000)
    data = made.getvalue()
    if lie is not None:
        true = (megabytes * 1_000_000).to_bytes(4, "little")
        data = data.replace(true, lie.to_bytes(4, "little"))
    return data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(21), "unpacks to more than 20 MB"),
        (bomb(101, "word/media/image1.png"), "unpacks to more than 100 MB"),
        (bomb(21, lie=1_000), "is damaged or locked"),
    ],
    ids=["text", "picture", "a directory that lies"],
)
@pytest.mark.timeout(30)
def test_a_word_file_that_unpacks_to_too_much_is_refused_before_it_is_read(
    tmp_path: Path, data: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from knowledge.files.word import package

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(package.ElementTree, "fromstring", never)
    path = tmp_path / "bomb.docx"
    path.write_bytes(data)
    assert len(data) < 300_000
    with pytest.raises(UnreadableGuide, match=why):
        read_text(path)


def test_what_the_converters_complain_about_is_not_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 3_000 + "Why a log? It keeps 7 days." + "</div>" * 3_000, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert "Why a log?" in read_text(path).text
    logging.getLogger("pdfminer.psparser").warning("a raw complaint")
    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "")


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:ins><w:ins>", "</w:ins></w:ins></w:p>"),
    ],
    ids=["controls", "tables", "text boxes", "insertions"],
)
def test_a_word_file_that_nests_without_end_is_read_or_refused(
    tmp_path: Path, opened: str, closed: str
) -> None:
    path = tmp_path / "deep.docx"
    inner = "<w:p><w:r><w:t>It keeps 7 days.</w:t></w:r></w:p>"
    path.write_bytes(with_body(opened * 20_000 + inner + closed * 20_000))

    assert "It keeps 7 days." in read_text(path).text


def test_a_word_file_that_defines_entities_is_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    document = f'<!DOCTYPE d [<!ENTITY a0 "ha">{laughs}]><w:document xmlns:w="{WORD}">&a9;</w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", document)
    path = tmp_path / "laughs.docx"
    path.write_bytes(made.getvalue())

    with pytest.raises(UnreadableGuide, match="is damaged or locked"):
        read_text(path)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("tag", ["div", "ul><li", "table><tr><td", "b", "blockquote", "pre", "dl><dd"])
def test_a_page_that_nests_without_end_is_read(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<{tag}>" * 20_000 + "It keeps 7 days.", encoding="utf-8")

    assert "It keeps 7 days." in read_text(path).text
