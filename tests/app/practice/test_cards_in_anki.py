"""Decks imported into Anki itself, the package: what is on the cards, and what a newer deck leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import genanki
import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Update

from app.practice.cards.deck import deck
from app.practice.cards.faces import MOST_SIGNS
from app.practice.cards.package import write
from domain.guide import TalkingPoint
from memory.cards import Kept, Owner
from tests.app.practice.test_cards import WHY, answered
from tests.app.practice.test_practice import FACT, RED_FLAG
from tests.support.interviews import POINTS, a_point

HANDED_OUT = 1_764_500_000
"""When the first deck is made: before any of the tests' own changes in Anki, which are of today."""
LATER = HANDED_OUT + 86_400
TWO_FIGURES = FACT.model_copy(
    update={"id": "two", "title": "Nightly run", "text": "from 240 minutes to 40 minutes"}
)
LONG = a_point(
    "How do you roll out a change?",
    *(
        f"In step {word} I look at what the step before it did to the consumers and to their lag"
        for word in ("one", "two", "three", "four", "five", "six", "seven")
    ),
    line=70,
)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


def imported(
    anki: Collection,
    folder: Path,
    points: Sequence[TalkingPoint],
    known: Mapping[Owner, Kept] | None = None,
    *,
    at: int = HANDED_OUT,
) -> tuple[dict[Owner, Kept], int]:
    """Make a deck of `points` and import it as a person does; what is to be kept, and how many changed."""
    made, kept = deck(points, known or {}, at=at)
    out = folder / "deck.apkg"
    write(made.cards, out, genanki)
    # What Anki's own window proposes: updates where what comes in is newer.
    options = ImportAnkiPackageOptions(
        update_notes=Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
        update_notetypes=Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER,
    )
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(out), options=options))
    return kept, made.changed


def fields(anki: Collection) -> list[list[str]]:
    return [list(anki.get_note(note).fields) for note in anki.find_notes("")]


def seen(html: str) -> str:
    """What a person sees of a field, without code."""
    return re.sub(r"<[^>]*>", "", re.sub(r"<pre>.*?</pre>", "", html, flags=re.S))


def test_every_note_arrives_and_each_figure_is_a_card(anki: Collection, tmp_path: Path) -> None:
    """Three lines of answers with figures in one of them, a fact of one figure and one of two, a red flag."""
    imported(anki, tmp_path, [POINTS[0], FACT, TWO_FIGURES, RED_FLAG])

    texts = fields(anki)
    clozes = [front for front, _ in texts if "{{c1::" in front]
    assert len(clozes) == 1 and "{{c1::four hours}}" in clozes[0] and "{{c2::forty minutes}}" in clozes[0]
    backs = {seen(back) for _, back in texts}
    assert {"240 minutesguide.md:40", "40 minutesguide.md:40"} <= backs
    # A note for the answer, the clozes' note with a card for each of two figures, three figures, a red flag.
    assert (len(texts), anki.card_count()) == (6, 7)
    for card in anki.find_cards(""):
        assert anki.get_card(card).render_output().answer_text


def test_no_back_is_long_and_nothing_of_an_answer_is_lost(anki: Collection, tmp_path: Path) -> None:
    endless = answered(WHY, "word " * 120 + "end", "kafka.md")

    imported(anki, tmp_path, [LONG, endless])

    texts = fields(anki)
    assert all(len(seen(back)) <= MOST_SIGNS for _, back in texts)
    assert sum(front.startswith("How do you roll out a change?") for front, _ in texts) > 3
    everything = " ".join(seen(back) for _, back in texts)
    assert all(point.text in everything for point in LONG.key_points)
    assert everything.count("word") == 120 and "(2 of " in " ".join(front for front, _ in texts)
    assert any("after “In step two" in front for front, _ in texts)


def test_a_newer_deck_leaves_schedules_edits_and_style(anki: Collection, tmp_path: Path) -> None:
    kept, _ = imported(anki, tmp_path, [FACT, RED_FLAG])
    note = next(anki.get_note(each) for each in anki.find_notes("Accuracy"))
    note["Back"] = "my own words"
    anki.update_note(note)
    look = anki.models.by_name("Mock interviewer")
    assert look is not None
    look["css"] = ".card { color: rebeccapurple; }"
    anki.models.update_dict(look)
    card = note.cards()[0]
    anki.sched.set_due_date([card.id], "9")
    due = anki.get_card(card.id).due

    _, changed = imported(anki, tmp_path, [FACT, RED_FLAG, POINTS[1]], kept, at=LATER)

    assert changed == 0
    assert anki.get_note(note.id)["Back"] == "my own words"
    assert anki.models.by_name("Mock interviewer")["css"] == ".card { color: rebeccapurple; }"  # type: ignore[index]
    assert anki.get_card(card.id).due == due
    assert len(fields(anki)) == 3


def test_an_answer_that_changed_is_counted_beforehand_and_updated_in_place(
    anki: Collection, tmp_path: Path
) -> None:
    kept, _ = imported(anki, tmp_path, [FACT, RED_FLAG])
    note = next(anki.get_note(each) for each in anki.find_notes("Accuracy"))
    card = note.cards()[0]
    anki.sched.set_due_date([card.id], "9")
    due = anki.get_card(card.id).due
    better = FACT.model_copy(update={"id": "new", "text": "92.4%"})

    _, changed = imported(anki, tmp_path, [better, RED_FLAG], kept, at=LATER)

    assert changed == 1
    assert anki.get_note(note.id)["Back"].startswith("92.4%")
    assert anki.get_card(card.id).due == due
    assert len(fields(anki)) == 2


def test_a_figure_that_is_put_right_is_the_same_cloze(anki: Collection, tmp_path: Path) -> None:
    kept, _ = imported(anki, tmp_path, [answered(WHY, "It took 3 days of my time", "kafka.md")])

    imported(anki, tmp_path, [answered(WHY, "It took 4 days of my time", "kafka.md")], kept, at=LATER)

    texts = [front for front, _ in fields(anki) if "{{c1" in front]
    assert len(texts) == 1 and "{{c1::4 days}}" in texts[0]


def test_cards_of_one_title_in_two_guides_are_notes_of_their_own(anki: Collection, tmp_path: Path) -> None:
    imported(anki, tmp_path, [answered(WHY, "It replays", "a.md"), answered(WHY, "It was there", "b.md")])

    assert len(fields(anki)) == 2


def test_nothing_in_a_guide_makes_or_breaks_a_cloze(anki: Collection, tmp_path: Path) -> None:
    imported(anki, tmp_path, [answered(WHY, "The template {{c9::x}} took 3 days }} of mine", "a.md")])

    assert anki.card_count() == 2
    texts = [front for front, _ in fields(anki) if "cloze" in front or "{{c1" in front]
    assert "{{c9" not in texts[0]


def test_cards_kept_by_an_earlier_version_are_read_and_told_as_changed() -> None:
    _, kept = deck([FACT], {}, at=HANDED_OUT)
    earlier = {
        owner: Kept(guid=each.guid, talking_point_id=each.talking_point_id) for owner, each in kept.items()
    }

    made, _ = deck([FACT], earlier, at=LATER)

    assert made.changed == 1
    assert Kept.model_validate({"guid": "a", "talking_point_id": "b"}).written == {}
