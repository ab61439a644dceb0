"""Cards for Anki: what is on them, what is left out, and that a newer deck meets the same cards."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import genanki
import pytest

from app.practice.cards.deck import Card, Deck, deck
from app.practice.cards.package import write
from domain.errors import InterviewError
from domain.guide import TalkingPoint
from knowledge.library import read_library
from memory.cards import Kept, Owner
from tests.app.practice.test_practice import EVERYTHING, FACT, RED_FLAG
from tests.support.interviews import POINTS, a_point
from tests.support.past import Workspace
from tests.support.talking import source

WHY = "Why did you choose Kafka?"


def a_deck(points: Sequence[TalkingPoint], known: Mapping[Owner, Kept] | None = None) -> Deck:
    return deck(points, known or {})[0]


def cards(points: Sequence[TalkingPoint]) -> tuple[Card, ...]:
    return a_deck(points).cards


def answered(title: str, text: str, guide: str) -> TalkingPoint:
    point = POINTS[0]
    key_point = point.key_points[0].model_copy(update={"text": text})
    return point.model_copy(
        update={
            "id": f"{title}/{text}",
            "title": title,
            "text": text,
            "source": source(3, guide),
            "key_points": (key_point,),
        }
    )


def in_anki(deck: Path) -> dict[str, str]:
    """The cards of a written deck, back by guid, as Anki reads them."""
    with zipfile.ZipFile(deck) as archive:
        archive.extract("collection.anki2", deck.parent)
    with sqlite3.connect(deck.parent / "collection.anki2") as collection:
        rows = collection.execute("select guid, flds from notes").fetchall()
    return {guid: fields.split("\x1f")[1] for guid, fields in rows}


def test_a_card_keeps_its_identity_when_the_answer_changes() -> None:
    changed = FACT.model_copy(update={"id": "new", "text": "92.4%"})

    (before,), (after,) = cards([FACT]), cards([changed])

    assert before.guid == after.guid and before.back != after.back


def test_cards_of_the_first_version_keep_their_identity() -> None:
    """These were made before cards were kept."""
    other = FACT.model_copy(update={"id": "other", "text": "88 %"})

    found = cards([answered(WHY, "It replays", "x/kafka.md"), FACT, other, RED_FLAG])

    assert [card.guid for card in found] == [
        "84cb7db3f632e027",
        "37b216713a1406f4",
        "cf99c421e8093d04",
        "aac183657a8d5868",
    ]


def test_a_question_that_two_guides_answer_differently_is_two_cards_that_say_which() -> None:
    first, second = cards(
        [answered(WHY, "It replays", "kafka.md"), answered(WHY, "It was there", "other.md")]
    )

    assert first.guid != second.guid
    assert "It replays" in first.back and "It was there" in second.back
    assert "kafka.md" in first.front and "other.md" in second.front
    assert "kafka.md" not in cards([answered(WHY, "It replays", "kafka.md")])[0].front


def test_what_is_learned_of_one_answer_is_never_put_on_another() -> None:
    """The first of two with one title gets another title: the second does not become the first."""
    one, two = answered(WHY, "It replays", "kafka.md"), answered(WHY, "It was there", "other.md")
    before, known = deck([one, two], {})
    renamed = answered("Why Kafka, of all things?", "It replays", "kafka.md")

    after = a_deck([renamed, two], known)

    assert after.cards[1].guid == before.cards[1].guid
    assert after.cards[0].guid not in {card.guid for card in before.cards}


def test_a_deck_of_one_guide_alone_does_not_take_the_cards_of_another() -> None:
    one, two = answered(WHY, "It replays", "kafka.md"), answered(WHY, "It was there", "other.md")
    of_one, known = deck([one], {})

    of_two = a_deck([two], known)

    assert of_two.cards[0].guid != of_one.cards[0].guid


def test_a_renamed_guide_keeps_its_cards() -> None:
    one, two = answered(WHY, "It replays", "kafka.md"), answered(WHY, "It was there", "other.md")
    before, known = deck([one, two], {})
    moved = [answered(WHY, "It was there", "b.md"), answered(WHY, "It replays", "a.md")]

    after = a_deck(moved, known)

    assert [card.guid for card in after.cards] == [card.guid for card in before.cards[::-1]]


def test_two_of_one_title_in_one_guide_have_identities_of_their_own() -> None:
    other = FACT.model_copy(update={"id": "other", "text": "88 %"})

    first, second = cards([FACT, other])

    assert first.guid != second.guid


def test_cards_that_the_guides_have_no_more_are_told_once_and_kept_in_mind() -> None:
    """A question that went, and an answer that became shorter; of another guide nothing is known."""
    steps = (f"Step {number} waits for the lag of all" for number in range(12))
    long = a_point("How do you roll out a change?", *steps, line=70)
    other = FACT.model_copy(
        update={"id": "else", "source": FACT.source.model_copy(update={"guide": "elsewhere.md"})}
    )
    first, kept = deck([long, FACT, RED_FLAG, other], {})
    parts = len(first.cards) - len(deck([FACT, RED_FLAG, other], {})[0].cards)
    short = a_point("How do you roll out a change?", "I wait for the lag of all", line=70)

    _, on_the_page = deck([short, FACT], kept, tells=False)
    second, kept = deck([short, FACT], {**kept, **on_the_page})
    third, kept = deck([short, FACT], kept)
    back, _ = deck([long, FACT, RED_FLAG], kept)

    assert parts > 1 and first.surplus == ()
    assert [(each.title, each.cards) for each in second.surplus] == [
        ("How do you roll out a change?", parts - 1),
        (" ".join(RED_FLAG.title.casefold().split()), 1),
    ]
    assert third.surplus == () and back.surplus == ()
    assert {card.guid for card in back.cards} <= {card.guid for card in first.cards}


def test_what_has_no_card_is_counted() -> None:
    again = FACT.model_copy(update={"source": source(3, "other.md")})
    unanswered = POINTS[0].model_copy(
        update={"id": "open", "title": "Why?", "key_points": (), "source": source(90)}
    )
    blunt = RED_FLAG.model_copy(update={"id": "blunt", "title": "It is real time", "say_instead": ""})
    vague = FACT.model_copy(update={"id": "vague", "title": "Size", "text": "rather large"})

    found = a_deck([POINTS[1], unanswered, FACT, again, vague, RED_FLAG, blunt])

    assert len(found.cards) == 3
    assert found.left_out == {
        "without an answer": 1,
        "without a figure": 1,
        "without a better wording": 1,
        "word for word as another": 1,
    }


def test_cards_hold_question_and_answer_with_the_place_and_no_markup_of_the_guide() -> None:
    question, fact, red_flag = cards([POINTS[1], FACT, RED_FLAG])

    assert question.front == "How do you handle schema changes?"
    assert (
        "<li>Every topic has a schema in a registry</li>" in question.back and "guide.md:20" in question.back
    )
    assert "91.2" not in fact.front and fact.back.startswith("91.2% (test set)")
    assert "&lt;basically&gt;" in red_flag.front
    assert [card.tag for card in (question, fact, red_flag)] == ["questions", "facts", "red-flags"]


def test_code_of_an_answer_is_on_the_back_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text(
        "# Prep\n\n### Q1: How do you retry?\n\n**Answer:** I wrap the call and wait between tries.\n\n"
        "```python\ndef retry(call):\n    for pause in (1, 2):\n\n        call(pause < 2)\n```\n\n"
        "Then I give up loudly.\n\n```python\nraise\n```\n",
        encoding="utf-8",
    )

    (card,) = cards(read_library([tmp_path]).talking_points)

    assert "<pre>def retry(call):\n    for pause in (1, 2):\n\n        call(pause &lt; 2)</pre>" in card.back
    assert "<pre>raise</pre>" in card.back
    assert card.back.index("</ul>") < card.back.index("<pre>")


def test_nothing_in_a_guide_is_obeyed_by_anki() -> None:
    sounds = answered(
        "What does [sound:x.mp3] do?", "It plays [latex]x[/latex]\n\n    a[0] = [$]1[/$]", "k.md"
    )

    card, *clozes = cards([sounds])

    assert all("[" not in each.front + each.back for each in (card, *clozes))
    assert "&#91;sound:x.mp3]" in card.front and "a&#91;0]" in card.back


def test_a_deck_is_written_with_the_cards_identities(tmp_path: Path) -> None:
    found = cards(EVERYTHING)

    write(found, tmp_path / "deck.apkg", genanki)

    assert in_anki(tmp_path / "deck.apkg") == {card.guid: card.back for card in found}


def test_a_deck_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InterviewError, match=r"deck\.apkg cannot be written: No such file"):
        write(cards([FACT]), tmp_path / "missing" / "deck.apkg", genanki)


def test_guides_without_anything_to_learn_make_no_deck(tmp_path: Path) -> None:
    with pytest.raises(InterviewError, match="nothing to make cards of"):
        write((), tmp_path / "deck.apkg", genanki)


def test_the_command_hands_out_the_same_cards_again_and_tells_what_has_none(
    workspace: Workspace, tmp_path: Path
) -> None:
    question = f"# Prep\n\n### Q1: {WHY}\n\n**Answer:** "
    x, y = tmp_path / "x" / "kafka.md", tmp_path / "y" / "other.md"
    for guide, answer in ((x, "It replays what a queue forgets."), (y, "It was there before I came.")):
        guide.parent.mkdir()
        guide.write_text(f"{question}{answer}\n\n### Q2: Why did you leave?\n", encoding="utf-8")
    deck = tmp_path / "deck.apkg"
    asked = ("anki", "--guides", str(x), "--guides", str(y), "--out", str(deck))

    told = workspace.run(*asked)
    first = in_anki(deck)
    x.write_text(x.read_text(encoding="utf-8").replace(WHY, "Why Kafka, of all things?"), encoding="utf-8")
    workspace.run(*asked)
    second = in_anki(deck)

    assert "2 cards are in" in told.out and "Left out: 1 without an answer" in told.out
    reviewed = next(guid for guid, back in first.items() if "replays" in back)
    others = next(guid for guid, back in first.items() if "before I came" in back)
    assert reviewed not in second and "before I came" in second[others]
