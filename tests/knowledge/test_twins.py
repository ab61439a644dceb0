"""A guide as Word file or as page holds exactly what it holds as Markdown."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from domain.guide import Guide
from knowledge.files.read import read_text
from knowledge.parse import understand
from tests.support.word import word_of

HERE = Path(__file__).parent
# The reader was written with the first half in sight, and without the second.
TWINS = sorted((HERE / "twins").glob("*.md"))
SHARED = HERE.parents[1].parent / "shared" / "guides"
REAL = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []

every_twin = pytest.mark.parametrize("path", TWINS, ids=lambda path: path.stem)


def points(guide: Guide) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    """All that is asked, said and held against an answer, without lines."""
    return [
        (
            point.kind.value,
            point.title,
            point.text,
            tuple(key_point.text for key_point in point.key_points),
            point.say_instead,
        )
        for point in guide.talking_points
    ]


def asked(guide: Guide) -> list[tuple[str, str]]:
    return [(point.kind.value, point.title) for point in guide.talking_points]


@every_twin
def test_the_word_twin_holds_what_the_markdown_holds(tmp_path: Path, path: Path) -> None:
    (tmp_path / "guide.docx").write_bytes(word_of(path.read_text(encoding="utf-8")))

    assert points(understand(read_text(tmp_path / "guide.docx"))) == points(understand(read_text(path)))


@every_twin
def test_the_html_twin_holds_what_the_markdown_holds(tmp_path: Path, path: Path) -> None:
    page = MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8"))
    (tmp_path / "guide.html").write_text(page, encoding="utf-8")

    assert points(understand(read_text(tmp_path / "guide.html"))) == points(understand(read_text(path)))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("kind", ["docx", "html"])
@every_twin
def test_what_pandoc_writes_holds_what_the_markdown_holds(tmp_path: Path, path: Path, kind: str) -> None:
    made = tmp_path / f"guide.{kind}"
    command = ["pandoc", str(path), "-f", "gfm", "-s", "-M", "title= ", "-o", str(made)]
    subprocess.run(command, check=True, capture_output=True)

    assert points(understand(read_text(made))) == points(understand(read_text(path)))


@pytest.mark.sweep
@pytest.mark.skipif(
    shutil.which("pandoc") is None or shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
@pytest.mark.parametrize("kind", ["docx", "html"])
@every_twin
def test_what_libreoffice_writes_holds_what_the_markdown_holds(tmp_path: Path, path: Path, kind: str) -> None:
    text = tmp_path / "guide.odt"
    subprocess.run(["pandoc", str(path), "-f", "gfm", "-o", str(text)], check=True, capture_output=True)
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", kind]
    subprocess.run([*convert, "--outdir", str(tmp_path), str(text)], check=True, capture_output=True)

    found = points(understand(read_text(tmp_path / f"guide.{kind}")))
    assert found == points(understand(read_text(path)))


@pytest.mark.skipif(not REAL, reason="the real guides are not beside this project")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_word_twin_of_a_real_guide_asks_the_same(tmp_path: Path, path: Path) -> None:
    """Not the same text: CommonMark, of which the twin is made, sees code where nobody closed a fence."""
    guide = read_text(path)
    (tmp_path / "guide.docx").write_bytes(word_of(guide.text))

    assert asked(understand(read_text(tmp_path / "guide.docx"))) == asked(understand(guide))
