"""Files of any kind become clean text, and what cannot be read says so in one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnreadableGuide
from knowledge.files.mojibake import mend
from knowledge.files.read import read_text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def written(folder: Path, data: bytes, name: str = "guide.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_windows_and_old_mac_line_ends_become_line_feeds(tmp_path: Path) -> None:
    text = read_text(written(tmp_path, b"# A\r\n\r\nline\rlast")).text

    assert text == "# A\n\nline\nlast"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_any_byte_order_is_read(tmp_path: Path, encoding: str) -> None:
    text = "# Prep\n\nQ: Why so fast?\nA: Because we cache, it is 5 µs – not 5 ms.\n"

    assert read_text(written(tmp_path, text.encode(encoding))).text == text


def test_a_western_code_page_is_read(tmp_path: Path) -> None:
    found = read_text(written(tmp_path, "Größe – «café»".encode("cp1252")))

    assert found.text == "Größe – «café»"
    assert [repair.what for repair in found.repairs] == ["read as Windows-1252"]


def test_a_chinese_code_page_is_read(tmp_path: Path) -> None:
    text = "问题：为什么选择这个架构？\n回答：因为它足够简单，也容易维护。\n"

    assert read_text(written(tmp_path, text.encode("gb18030"))).text == text


@pytest.mark.parametrize("page", ["mac_roman", "sloppy-windows-1252", "sloppy-windows-1254"])
def test_utf8_read_with_the_wrong_code_page_is_put_right(tmp_path: Path, page: str) -> None:
    text = "## 🎯 Goals\n4 hours → 40 minutes — it’s “done” ✅\nnaïve café\n"
    broken = text.encode("utf-8").decode(page)

    found = read_text(written(tmp_path, broken.encode("utf-8")))

    assert found.text == text
    assert sum(repair.count for repair in found.repairs) == 9


def test_a_cross_that_lost_a_byte_is_a_cross_again_and_unknown_signs_are_left_out() -> None:
    dropped = {0x81, 0x8D, 0x8F, 0x90, 0x9D}

    def lossy(text: str) -> str:
        return bytes(byte for byte in text.encode("utf-8") if byte not in dropped).decode("cp1252")

    found = mend(lossy("❌ bad → ✅ good, “quoted”, 🏍 gone"))

    assert found.text == "❌ bad → ✅ good, “quoted”,  gone"
    assert (found.mended, found.lost) == (5, 1)


def test_text_broken_twice_is_put_right() -> None:
    once = "café → thé".encode().decode("sloppy-windows-1252")
    twice = once.encode().decode("sloppy-windows-1252")

    assert mend(twice).text == "café → thé"


@pytest.mark.parametrize(
    "text",
    [
        "« ARRÊTÉ » — « café… » pâté, Übermaß, ESPAÑA",
        "Größe: 5 µm, ≈ 20 °C, ½ l, £30 – “so”",
        "面试官：为什么？",
        "Привет, это вопрос",
    ],
)
def test_text_in_good_order_stays_as_it_is(text: str) -> None:
    assert mend(text).text == text


def test_invisible_signs_go_and_letters_made_bold_are_letters(tmp_path: Path) -> None:
    found = read_text(written(tmp_path, "𝗪𝗵𝘆 us?\u200b \ufeffSo\u00adon １２".encode()))

    assert found.text == "Why us? Soon 12"


def test_full_width_punctuation_is_kept(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "问：为什么？【背景】".encode())).text == "问：为什么？【背景】"


def test_form_feeds_do_not_move_line_numbers(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "a\x0cb\u2028c\x85d\ne".encode())).text.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", " (it is a PNG image)"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(18) + b"word/document.xml", " (it is a Word document (DOCX))"),
        (bytes(range(256)) * 20, ""),
    ],
)
def test_a_binary_file_is_named_in_one_line(tmp_path: Path, data: bytes, named: str) -> None:
    with pytest.raises(UnreadableGuide) as told:
        read_text(written(tmp_path, data, "logo.md"))

    assert str(told.value) == f"logo.md: is not text{named}; save it as Markdown, text, HTML, PDF or DOCX"


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGuide, match=r"^gone\.md: cannot be opened"):
        read_text(tmp_path / "gone.md")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_damaged_document_is_unreadable(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableGuide, match=r"^a\.(pdf|docx): is no"):
        read_text(written(tmp_path, b"nonsense", name))


def test_a_truncated_document_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGuide, match="damaged or locked"):
        read_text(written(tmp_path, b"PK\x03\x04" + b"x" * 100, "a.docx"))


def test_html_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    page = (
        "<html><head><style>b{}</style></head><body><h2>Numbers to "
        "memorize</h2><table><tr><th>Metric</th><th>Value</th></tr>"
        "<tr><td>p95</td><td>&lt;500ms</td></tr></table><p><b>Q: Why "
        "Kafka?</b></p><ul><li>We replay events</li></ul></body></html>"
    )

    text = read_text(written(tmp_path, page.encode(), "a.html")).text

    assert "## Numbers to memorize" in text
    assert "| p95 | <500ms |" in text
    assert "**Q: Why Kafka?**" in text
    assert "b{}" not in text


def test_a_word_document_keeps_headings(tmp_path: Path) -> None:
    found = read_text(written(tmp_path, word_document(), "a.docx"))

    assert found.text.startswith("## Technical questions")
    assert "A: Because we replay events." in found.text
    assert found.repairs[0].what == "read through Markdown made of the DOCX file"


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    import hashlib

    assert read_text(written(tmp_path, b"a\r\n")).digest == hashlib.sha256(b"a\r\n").hexdigest()


@given(st.text())
def test_mending_never_fails_and_never_adds_lines(text: str) -> None:
    assert mend(text).text.count("\n") == text.count("\n")


def word_document() -> bytes:
    """The smallest DOCX with a heading and a paragraph."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.re'
            'lationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/styles"'
            ' Target="styles.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Heading2">'
            '<w:name w:val="heading 2"/>'
            "</w:style></w:styles>",
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>'
            '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Technical questions</w:t></w:r></w:p>'
            "<w:p><w:r><w:t>Q: Why Kafka?</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>A: Because we replay events.</w:t></w:r></w:p></w:body></w:document>",
        )
    return held.getvalue()
