"""PDFs that are no guides: scans, locked, damaged and endless ones; each is told in a line, and soon."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import fpdf
import pytest

from domain.errors import UnreadableGuide
from knowledge.files.pdf import drawn
from knowledge.files.pdf.reader import read_pdf
from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.pdfs import Stroke, Text, flowing, locked, pages


def test_a_scan_is_told() -> None:
    with pytest.raises(UnreadableGuide, match=r"holds no text \(a scan\?\)"):
        read_pdf(pages([Stroke(40, 40, 500, 700)]), "scan.pdf")


def test_a_locked_file_is_told() -> None:
    with pytest.raises(UnreadableGuide, match="is damaged or locked"):
        read_pdf(locked("Why a log?"), "locked.pdf")


@pytest.mark.parametrize("kept", [9, 40, 200, 0.5, 0.9])
def test_a_file_that_was_cut_short_is_told_or_read_and_never_fails_otherwise(kept: float) -> None:
    whole = flowing([("Notes", 18, "B"), "", "Why a log?", "It keeps 7 days."] * 20)
    data = whole[: int(kept if kept > 1 else kept * len(whole))]
    try:
        text = read_pdf(data, "cut.pdf").text
    except UnreadableGuide as error:
        assert "is damaged or locked" in str(error) or "holds no text" in str(error)
    else:
        assert "Notes" in text


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_wrong_bytes_in_it_is_told_or_read(seed: int) -> None:
    data = bytearray(flowing([("Notes", 18, "B"), "", "Why a log?", "It keeps 7 days."] * 5))
    for place in range(seed * 7 + 30, len(data), 97 + 13 * seed):
        data[place] = (data[place] * 31 + seed) % 256
    try:
        read_pdf(bytes(data), "wrong.pdf")
    except UnreadableGuide as error:
        assert str(error).count("\n") == 0


def test_more_pages_than_a_guide_has_are_refused() -> None:
    with pytest.raises(UnreadableGuide, match="has more than 1,000 pages"):
        read_pdf(pages(*[[] for _ in range(1_001)]), "long.pdf")


def document(objects: list[bytes]) -> bytes:
    """A file of these objects, the catalogue first; without the table that says where they are."""
    written = (b"%d 0 obj\n%s\nendobj\n" % (number, held) for number, held in enumerate(objects, 1))
    end = b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1)
    return b"%PDF-1.4\n" + b"".join(written) + end


def bomb(megabytes: int, kind: bytes = b"") -> bytes:
    """A PDF whose page unpacks to so much."""
    content = zlib.compress(b" " * (megabytes * 1_000_000), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (kind, len(content), content),
    ]
    return document(objects)


@pytest.mark.timeout(60)
def test_what_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    data = bomb(250)
    assert len(data) < 300_000
    with pytest.raises(UnreadableGuide, match="unpacks to more than 200 MB"):
        read_pdf(data, "bomb.pdf")


@pytest.mark.timeout(60)
def test_a_large_picture_is_no_bomb() -> None:
    with pytest.raises(UnreadableGuide, match="holds no text"):
        read_pdf(bomb(250, b"/Subtype /Image"), "picture.pdf")


def test_more_letters_or_shapes_than_a_guide_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "_MOST_LETTERS", 100)
    with pytest.raises(UnreadableGuide, match="4 million letters or drawings"):
        read_pdf(flowing(["Nothing but words, " * 20]), "letters.pdf")


def forms(deep: int) -> bytes:
    """A PDF whose page draws a form that draws the next twice, so `deep` times; the last draws the first."""
    made = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F %d 0 R >> >> "
        b"/Length 12 >>\nstream\n/F Do /F Do \nendstream" % (5 if number == 4 + deep else number + 1)
        for number in range(5, 5 + deep)
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /F 5 0 R >> >> >>"
    )
    content = b"<< /Length 6 >>\nstream\n/F Do \nendstream"
    return document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            content,
            *made,
        ]
    )


@pytest.mark.parametrize("deep", [1, 40])
@pytest.mark.timeout(60)
def test_forms_that_draw_each_other_for_ever_come_to_an_end(deep: int) -> None:
    with pytest.raises(UnreadableGuide):
        read_pdf(forms(deep), "forms.pdf")


@pytest.mark.timeout(120)
def test_the_time_grows_with_the_pages_and_no_faster() -> None:
    def seconds(count: int) -> float:
        page = [
            Text(40, 60 + 14 * row, f"Line {row} of what is said here, and it is said at length")
            for row in range(50)
        ]
        data = pages(*[page for _ in range(count)])
        began = time.process_time()
        read_pdf(data, "long.pdf")
        return time.process_time() - began

    seconds(2)
    few, many = seconds(8), seconds(64)

    assert many < 8 * few * 2.5


def test_a_font_that_names_no_letters_is_told(tmp_path: Path) -> None:
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Symbol", size=11)
    pdf.cell(text="abc")
    path = tmp_path / "greek.pdf"
    pdf.output(str(path))
    # Symbol names its letters; what the file shows is Greek, and nothing is made up.
    assert understand(read_text(path)).talking_points == ()
