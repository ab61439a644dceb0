"""A guide that did not change is not read again, and nothing that is kept can be wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.kept_guides import KeptGuides
from knowledge.library import Library, read_library
from knowledge.rules import rules
from knowledge.values import Understood

QUESTION = "**Q: Why a log?**\nIt keeps what a queue forgets.\n"
PREGUNTA = "**Q: ¿Por qué un registro?**\nGuarda lo que la cola olvida, y se lee otra vez.\n"
FRAGE = "To jest tylko notatka.\n\n**Q: Warum ein Protokoll?**\nEs behält, was die Schlange vergisst.\n"


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    folder = tmp_path / "guides"
    folder.mkdir()
    for name, text in {"en.md": QUESTION, "es.md": PREGUNTA, "de.md": FRAGE}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> KeptGuides:
    return KeptGuides(tmp_path / "index" / "understood")


def read(guides: Path, kept: KeptGuides) -> Library:
    return read_library([guides], kept=kept)


def marked(kept: KeptGuides, library: Library, name: str) -> None:
    """Give what is kept of the guide called `name` a title that reading it would not."""
    guide = next(guide for guide in library.guides if guide.name == name)
    changed = guide.model_copy(update={"title": "kept"})
    kept.put(Understood(guide=changed, language=library.languages[name]), ".md")


def title(library: Library, name: str) -> str:
    return next(guide.title for guide in library.guides if guide.name == name)


def file_of(kept: KeptGuides, word: str) -> Path:
    return next(file for file in kept.folder.iterdir() if word in file.read_text(encoding="utf-8"))


def test_what_is_kept_is_what_would_be_read(guides: Path, kept: KeptGuides) -> None:
    once = read(guides, kept)

    assert read(guides, kept) == once == read_library([guides])
    assert once.languages == {"de.md": "de", "en.md": "en", "es.md": "es"}
    assert [unread.guide for unread in once.unread] == ["de.md"]


def test_a_guide_that_did_not_change_is_not_read(guides: Path, kept: KeptGuides) -> None:
    marked(kept, read(guides, kept), "en.md")

    assert title(read(guides, kept), "en.md") == "kept"


def test_a_guide_that_changed_or_has_another_name_is_read(guides: Path, kept: KeptGuides) -> None:
    library = read(guides, kept)
    for name in ("en.md", "es.md"):
        marked(kept, library, name)
    (guides / "en.md").write_text(QUESTION + "\nAnd more.\n", encoding="utf-8")
    (guides / "es.md").rename(guides / "otra.md")

    again = read(guides, kept)
    assert (title(again, "en.md"), title(again, "otra.md")) == ("", "")
    assert again.guides[-1].talking_points[0].source.guide == "otra.md"


@pytest.mark.parametrize("at", [0, 70, -2])
def test_what_is_damaged_is_read_anew(at: int, guides: Path, kept: KeptGuides) -> None:
    library = read(guides, kept)
    marked(kept, library, "en.md")
    damaged = file_of(kept, '"title":"kept"')
    content = bytearray(damaged.read_bytes())
    content[at] ^= 1
    damaged.write_bytes(content)

    assert read(guides, kept) == library
    # And it is mended.
    assert kept.get("en.md", ".md", library.guides[1].digest) is not None


def test_one_guide_in_the_place_of_another_is_read_anew(guides: Path, kept: KeptGuides) -> None:
    library = read(guides, kept)
    file_of(kept, "olvida").write_bytes(file_of(kept, "forgets").read_bytes())

    assert read(guides, kept) == library


def test_other_rules_read_anew(tmp_path: Path) -> None:
    for room in ("domain", "language", "knowledge"):
        (tmp_path / room / "below").mkdir(parents=True)
        (tmp_path / room / "below" / "reader.py").write_text("LEAST = 1\n", encoding="utf-8")
    before = rules.__wrapped__(tmp_path)
    (tmp_path / "language" / "below" / "words.yaml").write_text("- a word\n", encoding="utf-8")
    words = rules.__wrapped__(tmp_path)
    (tmp_path / "knowledge" / "below" / "reader.py").write_text("LEAST = 2\n", encoding="utf-8")

    assert len({before, words, rules.__wrapped__(tmp_path)}) == 3


def test_the_oldest_go_where_there_is_too_much(guides: Path, kept: KeptGuides) -> None:
    read(guides, kept)
    for age, word in enumerate(("vergisst", "forgets", "olvida")):
        os.utime(file_of(kept, word), (1_000_000 - age, 1_000_000 - age))
    (guides / "de.md").unlink()
    (guides / "es.md").rename(guides / "otra.md")
    # English is used again, so of the three that were kept it is the youngest now.
    german = file_of(kept, "vergisst").stat().st_size
    room = 100 - german + sum(file.stat().st_size for file in kept.folder.iterdir())
    read(guides, KeptGuides(kept.folder, room))

    left = [file.read_text(encoding="utf-8") for file in kept.folder.iterdir()]
    assert sorted("forgets" in each for each in left) == [False, True]
    assert any("otra.md" in each for each in left)


def test_only_their_owner_may_look(guides: Path, kept: KeptGuides) -> None:
    read(guides, kept)

    assert kept.folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o077 for file in kept.folder.iterdir()} == {0}


def test_where_nothing_can_be_kept_guides_are_read(guides: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    assert read(guides, KeptGuides(tmp_path / "file" / "below")) == read_library([guides])
