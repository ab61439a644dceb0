"""What a browser refuses or cannot do is a line, and what was heard is looked at before it goes.

No recogniser is needed: what the server would say is said in its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.microphone import Microphone
from tests.browser.served import Served
from tests.browser.visits import Visit, Watch

HEARD = {
    "outcome": "heard",
    "line": "Spoken in 4 s, 150 words a minute.",
    "text": "We used post gress for 70 days, and it didn't hurt.",
    "marks": [
        {"start": 8, "end": 18, "heard": "post gress", "why": "", "term": "Postgres", "seen": False},
        {"start": 23, "end": 25, "heard": "70", "why": "a figure", "term": "", "seen": False},
        {"start": 39, "end": 45, "heard": "didn't", "why": "a denial", "term": "", "seen": False},
    ],
}


@pytest.fixture(scope="module")
def humming(launches: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with a microphone that hears a sound now and then."""
    microphone = Microphone(tmp_path_factory.mktemp("microphone") / "heard.wav")
    microphone.hums()
    browser = launches(*microphone.arguments)
    yield browser
    browser.close()


@pytest.fixture
def visit(humming: Any, served: Served) -> Iterator[Visit]:
    """Somebody with that microphone, whose recogniser is ready."""
    visit = Visit(humming, served, Watch(), {})
    visit.context.route("**/speech/*/ready", told({"outcome": "ready", "line": ""}))
    stored = json.dumps({"pause": 0.5})
    visit.context.add_init_script(
        "localStorage.getItem('mock-interviewer-voice') || "
        f"localStorage.setItem('mock-interviewer-voice', '{stored}')"
    )
    yield visit
    visit.close()
    visit.watch.check()


def told(answer: dict[str, Any]) -> Callable[[Any], None]:
    """Says `answer` in place of the server."""
    return lambda route: route.fulfill(json=answer)


def speaks(visit: Visit) -> None:
    # Where it does not work the choice is taken back at once.
    visit.tab.get_by_label("Speak the answers").click()


def note(visit: Visit, words: str) -> None:
    """Wait until the line says so, and see that the answer can be typed, and goes."""
    visit.tab.locator(".voice-note", has_text=words).wait_for()
    visit.tab.locator(".voice.off").wait_for()
    assert not visit.tab.get_by_label("Speak the answers").is_checked()
    visit.answer()
    visit.tab.locator(".verdict").wait_for()


def test_what_is_doubtful_is_looked_at_or_mended_by_keys_before_it_goes(visit: Visit) -> None:
    visit.begin()
    visit.context.route("**/speech/*/answer*", told(HEARD))
    speaks(visit)
    visit.tab.locator(".looks").wait_for()
    assert visit.box.input_value() == HEARD["text"]
    marked = visit.tab.locator(".answer-under mark.doubtful")
    assert marked.all_inner_texts() == ["post gress", "70", "didn't"]

    visit.tab.keyboard.press("Alt+M")
    assert selected(visit) == "post gress"
    visit.tab.keyboard.press("Alt+M")
    assert visit.box.input_value() == "We used Postgres for 70 days, and it didn't hurt."
    # It is not sent before the rest was looked at, and what is typed over is.
    visit.tab.keyboard.press("Control+Enter")
    assert selected(visit) == "70"
    visit.tab.keyboard.type("17")
    assert marked.all_inner_texts() == ["didn't"]
    # Loaded anew it stands there as before.
    visit.tab.reload()
    visit.box.wait_for()
    assert marked.all_inner_texts() == ["didn't"]
    visit.box.focus()
    visit.tab.keyboard.press("Control+Enter")
    assert selected(visit) == "didn't"
    assert visit.tab.locator(".said").count() == 0
    visit.tab.keyboard.press("Control+Enter")
    visit.tab.locator(".said").wait_for()
    assert "We used Postgres for 17 days, and it didn't hurt." in visit.tab.locator(".said").inner_text()


def test_an_offer_can_be_left_and_typing_before_a_mark_moves_it(visit: Visit) -> None:
    visit.begin()
    visit.context.route("**/speech/*/answer*", told(HEARD))
    speaks(visit)
    visit.tab.locator(".looks").wait_for()
    visit.tab.get_by_role("button", name="As it is").click()
    visit.box.focus()
    visit.tab.keyboard.press("Control+Home")
    visit.tab.keyboard.type("First, ")
    assert visit.tab.locator(".answer-under mark").all_inner_texts() == ["70", "didn't"]
    visit.tab.get_by_role("button", name="“70” · a figure").click()
    assert selected(visit) == "70"
    # With the server's copy alone, as on another device.
    visit.tab.wait_for_timeout(700)
    visit.tab.evaluate("localStorage.clear()")
    visit.tab.reload()
    visit.box.wait_for()
    assert visit.box.input_value().startswith("First, We used post gress")
    assert visit.tab.locator(".answer-under mark.doubtful").all_inner_texts() == ["didn't"]


def test_what_is_being_written_down_outlives_a_reload(visit: Visit) -> None:
    visit.begin()
    names: list[str] = []

    def after_the_reload(route: Any) -> None:
        names.append(route.request.url.partition("id=")[2].partition("&")[0])
        if len(names) > 1:
            route.fulfill(json=HEARD)

    visit.context.route("**/speech/*/answer*", after_the_reload)
    speaks(visit)
    visit.tab.locator(".voice.writing").wait_for()
    visit.tab.wait_for_function("Object.keys(sessionStorage).some(key => key.includes('-said:'))")
    visit.tab.reload()
    visit.tab.locator(".looks").wait_for()
    assert visit.box.input_value() == HEARD["text"]
    assert names[0] == names[1] != ""
    assert not visit.tab.evaluate("Object.keys(sessionStorage).some(key => key.includes('-said:'))")


def test_what_was_said_waits_for_a_server_that_is_away(visit: Visit) -> None:
    visit.begin()
    visit.watch.expected = ("Failed to load resource",)
    tries: list[int] = []

    def away_at_first(route: Any) -> None:
        tries.append(len(route.request.post_data_buffer or b""))
        route.abort() if len(tries) == 1 else route.fulfill(json=HEARD)

    visit.context.route("**/speech/*/answer*", away_at_first)
    speaks(visit)
    visit.tab.locator(".voice-note", has_text="What you said is kept here").wait_for()
    visit.tab.locator(".looks").wait_for()
    assert tries[0] == tries[1] > 1000


@pytest.mark.parametrize("outcome", ["ready", "answer"])
def test_a_machine_without_a_recogniser_says_so_once(visit: Visit, outcome: str) -> None:
    visit.begin()
    line = "Speech cannot be recognised: faster_whisper is not installed. Answers are typed."
    visit.context.route(f"**/speech/*/{outcome}*", told({"outcome": "written", "line": line}))
    speaks(visit)
    note(visit, line)


def test_a_refused_microphone_is_a_line(
    launches: Callable[..., Any], served: Served, visits: Callable[..., Visit]
) -> None:
    browser = launches("--use-fake-device-for-media-stream", "--deny-permission-prompts")
    visit = Visit(browser, served, Watch(), {})
    visit.context.route("**/speech/*/ready", told({"outcome": "ready", "line": ""}))
    visit.begin()
    speaks(visit)
    note(visit, "it was refused to this page")
    visit.close()
    visit.watch.check()
    browser.close()


def test_without_a_microphone_there_is_a_line(visits: Callable[..., Visit], served: Served) -> None:
    visit = visits(served)
    visit.context.route("**/speech/*/ready", told({"outcome": "ready", "line": ""}))
    visit.context.add_init_script(
        "navigator.mediaDevices.getUserMedia = "
        "async () => { throw new DOMException('none', 'NotFoundError'); }"
    )
    visit.begin()
    speaks(visit)
    note(visit, "No microphone: none is here.")


def test_a_browser_that_cannot_record_says_so(visits: Callable[..., Visit], served: Served) -> None:
    visit = visits(served)
    visit.context.route("**/speech/*/ready", told({"outcome": "ready", "line": ""}))
    visit.context.add_init_script("delete window.MediaRecorder")
    visit.begin()
    speaks(visit)
    note(visit, "this browser cannot record")


def test_a_page_from_elsewhere_without_tls_says_why_there_is_no_microphone(
    launches: Callable[..., Any], serves: Callable[..., Served]
) -> None:
    served = serves(None, "--host", "0.0.0.0", INTERVIEW_WEB_PASSWORD="a long password")
    browser = launches("--host-resolver-rules=MAP page.example 127.0.0.1")
    tab = browser.new_page()
    tab.route("**/speech/*/ready", told({"outcome": "ready", "line": ""}))
    tab.goto(f"http://page.example:{served.port}/")
    tab.get_by_label("Password").fill("a long password")
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("button", name="Begin the interview").click()
    tab.get_by_label("Speak the answers").click()
    tab.locator(".voice-note", has_text="from this machine or over https only").wait_for()
    tab.locator(".answer-box textarea").fill("It is typed.")
    browser.close()


def selected(visit: Visit) -> str:
    """The words that are selected in the box."""
    visit.tab.wait_for_timeout(100)
    script = "box => box.value.slice(box.selectionStart, box.selectionEnd)"
    return str(visit.box.evaluate(script))
