from pathlib import Path

from tests.support.past import Workspace

GUIDE = """# Prep

## Pitch
I build pipelines for a parcel company, and I have kept them running for years.

## Red flags
- ❌ "It was easy" → ✅ "It took three tries"

## Questions to ask
- Who is on call when the data is late?
"""


def test_the_page_for_the_day_is_shown_or_written(workspace: Workspace, tmp_path: Path) -> None:
    guide, page = tmp_path / "prep.md", tmp_path / "day.md"
    guide.write_text(GUIDE, encoding="utf-8")

    shown = workspace.run("one-pager", "--guides", str(guide))
    written = workspace.run("one-pager", "--guides", str(guide), "--out", str(page))

    assert shown.code == written.code == 0
    assert "Open with" in shown.out and "Ask them" in shown.out
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# For the day: prep.md\n")
    assert "- Who is on call when the data is late? (prep.md:10)" in text


def test_a_page_that_cannot_be_written_is_told_in_a_line(workspace: Workspace, tmp_path: Path) -> None:
    guide = tmp_path / "prep.md"
    guide.write_text(GUIDE, encoding="utf-8")

    told = workspace.run("one-pager", "--guides", str(guide), "--out", str(tmp_path / "no" / "day.md"))

    assert told.code != 0 and "cannot be written" in told.error


def test_guides_without_anything_for_a_page_are_told(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "prep.md").write_text("# Notes\n\nNothing to see.\n", encoding="utf-8")

    told = workspace.run("one-pager", "--guides", str(tmp_path / "prep.md"))

    assert told.code != 0 and "prep.md: nothing for a page was found" in told.error
