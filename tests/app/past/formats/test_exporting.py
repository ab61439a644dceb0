import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from app.past.formats import svg
from app.past.formats.archive import SCHEMA, Archive, archive_revealed, collect
from app.past.formats.exporting import as_json
from app.past.formats.html import as_html
from app.past.formats.importing import NotAnExport, read_archive, take_in
from app.past.formats.markdown import as_markdown
from app.past.rescoring import rescore
from app.past.states import waiting_states
from app.past.transcript import by_question
from app.session.interviewing import NothingToGoOnFrom
from domain.errors import StoredByNewerVersion
from domain.interview import Mode, SessionStatus
from knowledge.base import KnowledgeBase
from tests.support.interviews import says
from tests.support.past import VARIED, WEAK, Place

LATER = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
NASTY = '<script>alert("x")</script> & "quotes" </p><img src=http://a.example/x onerror=alert(1)>'
CLOSING = {"meta", "br", "img"}


async def exported(place: Place, session_id: str = "s1") -> bytes:
    archive = await collect(place.store, session_id)
    return as_json(archive, await waiting_states(place.graph, session_id)).encode()


async def imported(place: Place, content: bytes, new_id: str = "new1") -> str:
    taken = await place.store.ids()
    session = await take_in(read_archive(content, "s1.json"), place.store, place.graph, taken, lambda: new_id)
    return session.id


def changed(content: bytes, **fields: Any) -> bytes:
    return json.dumps(json.loads(content) | fields).encode()


@pytest.fixture
def elsewhere(knowledge: KnowledgeBase) -> Place:
    return Place.in_memory(knowledge)


async def test_what_was_exported_comes_in_whole(place: Place, elsewhere: Place) -> None:
    await place.hold("s1")
    await place.store.add_rescoring(
        "s1", await rescore(await place.store.turns("s1"), place.knowledge, None, LATER)
    )
    content = await exported(place)

    assert await imported(elsewhere, content) == "s1"

    there, here = await collect(elsewhere.store, "s1"), await collect(place.store, "s1")
    assert there.session == here.session.model_copy(update={"imported": True})
    assert there.model_copy(update={"session": here.session}) == here
    assert (await exported(elsewhere)).replace(b'"imported": true', b'"imported": false') == content


async def test_an_open_session_goes_on_where_it_was_taken_in(place: Place, elsewhere: Place) -> None:
    await place.hold("s1", VARIED[:4])
    await imported(elsewhere, await exported(place))

    there = await elsewhere.say("s1", await elsewhere.interview("s1").go_on(), VARIED[4:])
    here = await place.say("s1", await place.interview("s1").go_on(), VARIED[4:])

    assert there.session.status is here.session.status is SessionStatus.FINISHED
    assert (there.session.answered, there.session.score) == (here.session.answered, here.session.score)


VERDICTS = ("key_points", "covered", "better answer", "structure", "calibration", "score_sum")


async def test_a_real_interview_that_lasts_is_exported_without_a_verdict_and_goes_on_with_all_of_them(
    place: Place, elsewhere: Place
) -> None:
    await place.hold("s1", ["…", "…", WEAK], mode=Mode.REAL)
    archive = await collect(place.store, "s1")
    advised = [turn.advice.opening for turn in archive.turns if turn.advice is not None]
    assert advised
    states = await waiting_states(place.graph, "s1")

    content = as_json(archive, states, sealed=True)
    shown = json.loads(content)
    assert shown["session"]["score"] is None and shown["states"] == []
    assert {turn[name] for turn in shown["turns"] for name in ("verdict", "advice", "route")} == {None}
    assert not [word for word in VERDICTS if f'"{word}":' in content.lower()]
    markdown = as_markdown(archive_revealed(archive))
    assert all(opening in as_markdown(archive) and opening not in markdown for opening in advised)

    await imported(elsewhere, content.encode())
    there = await elsewhere.say("s1", await elsewhere.interview("s1").go_on(), VARIED[4:])
    here = await place.say("s1", await place.interview("s1").go_on(), VARIED[4:])
    assert there.session.status is here.session.status is SessionStatus.FINISHED
    assert (there.session.answered, there.session.score) == (here.session.answered, here.session.score)
    # At its end it tells all.
    over = await collect(place.store, "s1")
    assert archive_revealed(over) == over


@pytest.mark.parametrize("seal", ["", "x", "\u0000", "c-jL100", "a" * 1000])
async def test_a_broken_seal_is_told(place: Place, seal: str) -> None:
    await place.hold("s1", VARIED[:2], mode=Mode.REAL)

    with pytest.raises(NotAnExport, match="sealed in it is damaged"):
        read_archive(changed(await exported(place), schema=SCHEMA, sealed=seal), "s1.json")


async def test_an_answer_kept_before_the_crash_is_not_lost_on_the_way(place: Place, elsewhere: Place) -> None:
    await place.hold("s1", [])
    await place.store.keep_message("s1", 1, says("Killed right after this, and told elsewhere."))

    await imported(elsewhere, await exported(place))
    await elsewhere.interview("s1").go_on()

    turn = await elsewhere.store.turn("s1", 1)
    assert turn.message is not None and turn.message.text.startswith("Killed right after this")
    assert turn.verdict is not None


async def test_a_turn_put_just_before_a_crash_is_put_again_where_it_goes_on(
    place: Place, elsewhere: Place
) -> None:
    await place.hold("s1", ["…"])
    waiting = await place.store.turn("s1", 2)
    await place.store.put_turn("s1", waiting.model_copy(update={"number": 3}))

    await imported(elsewhere, await exported(place))

    assert [turn.number for turn in await elsewhere.store.turns("s1")] == [1, 2]
    assert (await elsewhere.interview("s1").go_on()).waiting == waiting


async def test_an_open_session_without_its_states_can_be_read_and_never_begins_anew(
    place: Place, elsewhere: Place
) -> None:
    await place.hold("s1", ["…"])
    archive = await collect(place.store, "s1")

    await imported(elsewhere, as_json(archive).encode())

    with pytest.raises(NothingToGoOnFrom, match="replay s1"):
        await elsewhere.interview("s1").go_on()
    assert await elsewhere.store.turns("s1") == list(archive.turns)


async def test_a_taken_id_gets_a_new_one_and_nothing_is_overwritten(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    before = await collect(place.store, "s1")
    content = await exported(place)

    assert await imported(place, content) == "new1"

    assert await collect(place.store, "s1") == before
    copied = await collect(place.store, "new1")
    assert copied.turns == before.turns
    assert copied.report is not None and copied.report.session_id == "new1"
    assert "s1" not in {word for drill in copied.report.drills for word in drill.command.split()}
    states = await waiting_states(place.graph, "new1")
    assert {state["session"]["id"] for state in states.values()} == {"new1"}


async def test_an_id_that_cannot_be_typed_is_replaced(place: Place, elsewhere: Place) -> None:
    await place.hold("x", ["…"])
    content = (await exported(place, "x")).replace(b'"id": "x"', b'"id": "a b/*"')

    assert await imported(elsewhere, content) == "new1"


async def test_what_would_steer_a_terminal_comes_in_as_a_sign(place: Place, elsewhere: Place) -> None:
    await place.hold("s1", ["A bell here and there, it was part of the work.", "/stop"])
    content = (await exported(place)).replace(b"A bell", b"A\\u001b]bell")

    await imported(elsewhere, content)

    message = (await elsewhere.store.turn("s1", 1)).message
    assert message is not None and message.text.startswith("A\N{REPLACEMENT CHARACTER}]bell")


@pytest.mark.parametrize("status", [SessionStatus.OPEN, SessionStatus.FINISHED])
async def test_an_export_of_a_newer_version_is_refused(place: Place, status: SessionStatus) -> None:
    await place.hold("s1", ["…"] if status is SessionStatus.OPEN else ["/stop"])

    with pytest.raises(StoredByNewerVersion, match=r"s1\.json was written by a newer"):
        read_archive(changed(await exported(place), schema=SCHEMA + 1, session={"new": "shape"}), "s1.json")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[]",
        b"null",
        b"{}",
        b'{"schema": "1"}',
        b'{"schema": true}',
        b'{"schema": 0}',
        b'{"schema": 1}',
        b'{"schema": 1, "session": {"id": 3}, "turns": []}',
        b'{"schema": NaN}',
    ],
)
def test_a_file_that_is_no_export_is_told_in_one_line(content: bytes) -> None:
    with pytest.raises(NotAnExport, match=r"notes\.json is no session") as refused:
        read_archive(content, "notes.json")

    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("turns", "numbered"),
        ("states", "states do not belong"),
        ("other states", "another session"),
        ("short states", "last turn has no state"),
        ("bad state", "agenda"),
        ("unknown field", "extra inputs"),
        ("score", "less than or equal to 1"),
    ],
)
async def test_parts_that_do_not_go_together_are_refused(place: Place, part: str, why: str) -> None:
    await place.hold("s1", ["…", "…"])
    told = json.loads(await exported(place))
    match part:
        case "turns":
            told["turns"] = told["turns"][1:]
        case "states":
            told["states"] = told["states"][::-1]
        case "other states":
            told["states"][0]["session"]["id"] = "other"
        case "short states":
            told["states"] = told["states"][:-1]
        case "bad state":
            told["states"][0]["agenda"] = "none"
        case "unknown field":
            told["turns"][0]["surprise"] = 1
        case "score":
            told["turns"][0]["verdict"]["outcome"]["value"] = 7

    with pytest.raises(NotAnExport, match=why):
        read_archive(json.dumps(told).encode(), "s1.json")


class Page(HTMLParser):
    """What a browser would find: elements, attributes, text, and whether everything is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        assert self._open == [], "an element was not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag not in CLOSING:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def with_nasty_words(value: Any) -> Any:
    """`value` with something nasty at the end of every text that a person or a model wrote."""
    free = {"text", "said", "quote", "title", "because", "reason", "opening", "message", "ended", "what"}
    if isinstance(value, dict):
        return {
            key: item + NASTY if key in free and isinstance(item, str) else with_nasty_words(item)
            for key, item in value.items()
        }
    return [with_nasty_words(item) for item in value] if isinstance(value, list) else value


async def a_nasty_archive(place: Place) -> Archive:
    await place.hold("s1", [WEAK, WEAK, "…", "…"])
    found = await rescore(await place.store.turns("s1"), place.knowledge, None, LATER)
    await place.store.add_rescoring("s1", found)
    told = with_nasty_words((await collect(place.store, "s1")).model_dump(mode="json"))
    told["session"]["guides"] = [f"/notes/{NASTY.replace('/', '')}"]
    return Archive.model_validate(told)


async def test_the_page_runs_nothing_loads_nothing_and_shows_every_word(place: Place) -> None:
    archive = await a_nasty_archive(place)

    page = Page(as_html(archive))

    assert "script" not in page.elements and "img" not in page.elements and "link" not in page.elements
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    assert NASTY in page.text
    assert page.elements.count("article") == 3
    assert "svg" in page.elements
    assert "Judged again" in page.text
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


async def test_markdown_tells_how_it_was_judged_again_and_forges_nothing(place: Place) -> None:
    archive = await a_nasty_archive(place)
    told = as_markdown(archive)

    assert "## Judged again, 2026-06-01" in told
    assert "<script>" not in told.replace("\\<script", "")
    headings = len(by_question(archive.turns)) + (archive.report is not None) + len(archive.rescorings)
    assert told.count("\n## ") == headings


async def test_a_session_of_which_nothing_was_answered_is_a_page_too(place: Place) -> None:
    await place.hold("s1", [])

    page = Page(as_html(await collect(place.store, "s1")))

    assert "not judged" in page.text


def test_a_chart_says_where_there_is_no_score() -> None:
    drawn = svg.bars([svg.Bar("a & b", 0.5, 0.25, 0.75, "50"), svg.Bar("c", None, note="unscored")], "Scores")

    assert drawn.count('class="bar') == 1
    assert "a &amp; b" in drawn and "unscored" in drawn
    assert svg.bars([], "Scores") == ""
    assert svg.shares([("covered", 0, "covered")], "Key points") == ""
