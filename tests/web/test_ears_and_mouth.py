"""What hears and speaks for the page: loaded once, let go, and never more than one voice at a time."""

from __future__ import annotations

import asyncio

import pytest

from tests.support import guards
from tests.support.sounding import Knows, heard
from voice.errors import NoRecogniser
from voice.heard import Doubt, HeardWord, Offer
from voice.speaking import Engine
from voice.terms import NO_TERMS
from web.speech import ears
from web.speech.ears import Ears
from web.speech.marks import Mark, marks_in, marks_of
from web.speech.mouth import Mouth


class Opens:
    """Opens recognisers, and counts them; the first `fails` where asked."""

    def __init__(self, *, fails: bool = False) -> None:
        self.opened: list[Knows] = []
        self.fails = fails

    async def __call__(self) -> Knows:
        await asyncio.sleep(0)
        if self.fails:
            self.fails = False
            raise NoRecogniser("not now.")
        self.opened.append(Knows(heard("One."), heard("Two.")))
        return self.opened[-1]


async def test_one_recogniser_is_loaded_for_all_and_another_after_a_failure() -> None:
    opens = Opens(fails=True)
    listening = Ears(opens)
    with pytest.raises(NoRecogniser):
        await listening.ready()
    both = await asyncio.gather(
        listening.hear(b"", language="en", terms=NO_TERMS), listening.hear(b"", language="en", terms=NO_TERMS)
    )
    assert [each.text for each in both] == ["One.", "Two."]
    assert len(opens.opened) == 1
    await listening.close()
    assert opens.opened[0].closed


async def test_it_is_let_go_when_nobody_speaks_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ears, "_SECONDS_KEPT", 0.01)
    opens = Opens()
    listening = Ears(opens)
    await listening.hear(b"", language="en", terms=NO_TERMS)
    async with asyncio.timeout(guards.SECONDS):
        while not opens.opened[0].closed:
            await asyncio.sleep(0.01)
    await listening.hear(b"", language="en", terms=NO_TERMS)
    assert len(opens.opened) == 2
    await listening.close()


async def test_texts_are_spoken_one_after_the_other_and_the_last_are_kept() -> None:
    speaking = 0
    made: list[str] = []

    async def makes(text: str, engine: Engine, *, language: str) -> bytes:
        nonlocal speaking
        speaking += 1
        assert speaking == 1
        await asyncio.sleep(0)
        speaking -= 1
        made.append(text)
        return b"" if text == "none" else text.encode()

    mouth = Mouth(lambda language: Engine.ESPEAK if language == "en" else None, makes)
    texts = [str(number) for number in range(9)]
    assert await asyncio.gather(*(mouth.wav(text, "en") for text in texts)) == [t.encode() for t in texts]
    await mouth.wav("8", "en")
    assert made == texts
    await mouth.wav("0", "en")
    assert made[-1] == "0"
    assert await mouth.wav("0", "xx") == b""
    assert await mouth.wav("none", "en") == b""


def test_a_mark_is_at_the_word_itself_and_a_doubt_within_an_offer_is_the_offers() -> None:
    doubtful = [HeardWord("(„gress“)", 1, 2, 0.2, Doubt.WORD), HeardWord("cannot!", 3, 4, 0.2, Doubt.DENIAL)]
    said = heard("the post („gress“) cannot! stop", doubtful, [Offer(1, 3, "post („gress", "Postgres")])
    assert [(mark.heard, mark.why, mark.term) for mark in marks_in(said)] == [
        ("post („gress", "", "Postgres"),
        ("cannot", "a denial", ""),
    ]
    assert all(said.text[mark.start : mark.end] == mark.heard for mark in marks_in(said))


@pytest.mark.parametrize("sent", [None, "x", [1], [{"start": -1, "end": 2, "heard": "x"}], [{"start": 1}]])
def test_what_is_no_marks_is_none(sent: object) -> None:
    assert marks_of(sent) == ()


def test_marks_come_back_as_they_went() -> None:
    mark = Mark(start=1, end=3, heard="70", why="a figure", seen=True)
    assert marks_of([mark.model_dump()]) == (mark,)
