"""The page is spoken to by espeak-ng, through a microphone of its own, and heard by the real recogniser."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from tests.browser.guide import whole_answer
from tests.browser.microphone import Microphone
from tests.browser.served import Served
from tests.browser.visits import Visit, Watch

pytestmark = [
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no espeak-ng to speak into the microphone"),
    pytest.mark.skipif(
        find_spec("faster_whisper") is None, reason="the recogniser is not here: `make browser` brings it"
    ),
]
SCHEMA = "Every topic has a schema in a registry. "
BUILD = "Only backward compatible changes pass the build. "
SHORT_PAUSE = json.dumps({"pause": 1.5})


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Microphone:
    return Microphone(tmp_path_factory.mktemp("microphone") / "heard.wav")


@pytest.fixture(scope="module")
def hearing(launches: Callable[..., Any], microphone: Microphone) -> Iterator[Any]:
    """Chromium that hears the microphone."""
    browser = launches(*microphone.arguments)
    yield browser
    browser.close()


@pytest.fixture
def speaker(hearing: Any, served: Served, microphone: Microphone) -> Iterator[Visit]:
    """Somebody with a microphone on the page, who pauses shortly."""
    microphone.is_silent()
    visit = Visit(hearing, served, Watch(), {})
    visit.context.add_init_script(
        f"localStorage.getItem('mock-interviewer-voice') || "
        f"localStorage.setItem('mock-interviewer-voice', '{SHORT_PAUSE}')"
    )
    yield visit
    visit.close()
    visit.watch.check()


def state(visit: Visit, *wanted: str) -> None:
    """Wait until the microphone is in one of these states."""
    visit.tab.locator(", ".join(f".voice.{each}" for each in wanted)).wait_for()


def heard(visit: Visit) -> str:
    """What was heard, when it stands in the box."""
    visit.tab.wait_for_function("document.querySelector('.answer-box textarea')?.value.length > 5")
    state(visit, "off")
    return str(visit.box.input_value())


def send(visit: Visit) -> None:
    """Look at what is doubtful, one after the other, and send it."""
    before = visit.tab.locator(".said").count()
    for _ in range(40):
        if visit.tab.locator(".said").count() > before:
            return
        visit.tab.keyboard.press("Control+Enter")
        visit.tab.wait_for_timeout(150)
    raise AssertionError("it is not sent")


def words_in(text: str) -> set[str]:
    """The words of a text, small."""
    return set(re.findall(r"\w+", text.lower()))


def bears(text: str, said: str) -> bool:
    """Whether some of a synthetic voice was heard: cut off in mid-word, it is misheard in part."""
    return bool({word for word in words_in(said) if len(word) > 4} & words_in(text))


def goes_on(visit: Visit) -> bool:
    """Leave the follow-ups out, and go to the next question; whether there is one."""
    report = visit.tab.locator(".card.report")
    visit.onward.or_(visit.box).or_(report).first.wait_for()
    if visit.box.is_visible():
        visit.press_if_there(visit.tab.get_by_role("button", name="Skip"))
        visit.onward.or_(report).first.wait_for()
    if visit.onward.is_visible():
        visit.press_if_there(visit.onward)
        visit.onward.wait_for(state="hidden")
    visit.box.or_(report).first.wait_for()
    return bool(visit.box.is_visible())


def test_a_whole_interview_is_heard_and_spoken(speaker: Visit, microphone: Microphone) -> None:
    speaker.begin()
    speaker.tab.get_by_label("Speak the answers").check()
    state(speaker, "listening")
    speaker.tab.keyboard.press("Escape")
    state(speaker, "off")
    speaker.tab.locator(".voice-more summary").click()
    speaker.tab.get_by_label("Keep recordings of this interview").check()
    speaker.tab.locator(".voice-more summary").click()
    # The question, with a microphone that is silent meanwhile.
    speaker.tab.get_by_label("Hear the questions").check()
    state(speaker, "speaking")
    speaker.tab.wait_for_timeout(1000)
    said_to, found = [], []
    for _ in range(3):
        said_to.append(whole_answer(speaker.question))
        microphone.says(said_to[-1])
        found.append(heard(speaker))
        assert "words a minute" in speaker.tab.locator(".voice-note").inner_text()
        microphone.is_silent()
        send(speaker)
        if goes_on(speaker):
            state(speaker, "speaking")
            speaker.tab.wait_for_timeout(1000)
    speaker.tab.locator(".card.report", has_text="3 answers spoken in").wait_for()
    spoken, told = words_in(" ".join(said_to)), words_in(" ".join(found))
    # espeak-ng is no person: how well it is heard is measured elsewhere (benchmarks/speaking.py).
    assert len(spoken & told) > 0.6 * len(spoken)
    replayed(speaker)


def replayed(visit: Visit) -> None:
    """What was said is heard again in the replay, and nothing of it is left when it is forgotten."""
    session = visit.tab.url.rpartition("/")[2]
    visit.go(f"/past/{session}/replay")
    players = visit.tab.locator("audio")
    assert players.count() == 3
    visit.tab.keyboard.press("End")
    playable = visit.tab.evaluate(
        """async () => {
             const audio = document.querySelector('audio');
             await audio.play();
             return audio.currentSrc.endsWith('.webm') && !audio.error;
           }"""
    )
    assert playable
    address = players.first.get_attribute("src")
    visit.go(f"/past/{session}")
    visit.tab.get_by_text("Forget this interview").click()
    visit.tab.get_by_role("button", name="Delete it for good").click()
    visit.tab.wait_for_url(f"{visit.served.at}/past")
    gone = visit.tab.context.request.get(f"{visit.served.at}{address}")
    assert gone.status == 404


def test_speaking_interrupts_the_question_and_so_does_typing(speaker: Visit, microphone: Microphone) -> None:
    speaker.begin()
    speaker.tab.get_by_label("Speak the answers").check()
    state(speaker, "listening")
    speaker.tab.keyboard.press("Escape")
    speaker.tab.evaluate(
        """() => {
             window.states = [];
             const voice = document.querySelector('.voice');
             const note = () => states.push(voice.className.split(' ').pop());
             new MutationObserver(note).observe(voice, { attributeFilter: ['class'] });
             const play = Audio.prototype.play;
             window.players = [];
             Audio.prototype.play = function () { players.push(this); return play.call(this); };
           }"""
    )
    microphone.says("Every topic has a schema in a registry, and only compatible changes pass.", after=0.2)
    speaker.tab.get_by_label("Hear the questions").check()
    state(speaker, "hearing")
    assert speaker.tab.evaluate("players.length === 1 && players[0].paused")
    assert bears(heard(speaker), SCHEMA)
    assert speaker.tab.evaluate("states") == ["speaking", "hearing", "writing", "off"]

    microphone.is_silent()
    speaker.box.fill("")
    speaker.tab.get_by_role("button", name="Say it again").click()
    state(speaker, "speaking")
    speaker.tab.wait_for_function("players.length === 2 && !players[1].paused")
    speaker.box.focus()
    speaker.tab.keyboard.type("I type")
    state(speaker, "off")
    assert speaker.tab.evaluate("players[1].paused")
    assert speaker.box.input_value() == "I type"


def test_typing_while_speaking_keeps_both_and_escape_throws_away(
    speaker: Visit, microphone: Microphone
) -> None:
    speaker.begin()
    microphone.says(BUILD * 4)
    speaker.tab.get_by_label("Speak the answers").check()
    state(speaker, "hearing")
    speaker.tab.keyboard.press("Escape")
    state(speaker, "off")
    assert speaker.box.input_value() == ""

    speaker.tab.keyboard.press("Alt+V")
    state(speaker, "hearing")
    speaker.tab.wait_for_timeout(4000)
    speaker.box.focus()
    speaker.tab.keyboard.type("Typed:")
    text = heard(speaker)
    assert text.startswith("Typed: ")
    assert bears(text, BUILD)


def test_a_microphone_that_goes_in_mid_answer_leaves_what_was_heard(
    speaker: Visit, microphone: Microphone
) -> None:
    speaker.context.add_init_script(
        """const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
           navigator.mediaDevices.getUserMedia = async (wanted) => (window.stream = await open(wanted));"""
    )
    speaker.begin()
    microphone.says(SCHEMA * 4)
    speaker.tab.get_by_label("Speak the answers").check()
    state(speaker, "hearing")
    speaker.tab.wait_for_timeout(3500)
    speaker.tab.evaluate(
        """() => {
             const [track] = stream.getAudioTracks();
             track.stop();
             track.dispatchEvent(new Event('ended'));
           }"""
    )
    assert bears(heard(speaker), SCHEMA)
    assert "The microphone is gone" in speaker.tab.locator(".voice-note").inner_text()
    speaker.answer()
    send(speaker)


@pytest.mark.parametrize("noise", ["fan", "keys"])
def test_noise_neither_begins_nor_keeps_up_an_answer(
    speaker: Visit, microphone: Microphone, noise: str
) -> None:
    speaker.begin()
    # What was heard is not looked at here: the recogniser has nothing to do.
    speaker.context.route(
        "**/speech/*/answer*", lambda route: route.fulfill(json={"outcome": "refused", "line": "It ended."})
    )
    microphone.says(
        "We replaced the nightly batch with a stream, and nobody lost a message.", after=4.0, amid=noise
    )
    speaker.tab.get_by_label("Speak the answers").click()
    state(speaker, "listening")
    began = time.monotonic()
    # By itself, after the pause: keys and the fan go on. And not before anybody spoke.
    speaker.tab.locator(".voice-note", has_text="It ended.").wait_for()
    assert time.monotonic() - began > 6


def test_silence_gives_no_words_and_it_can_be_said_again(speaker: Visit) -> None:
    speaker.begin()
    speaker.tab.get_by_label("Speak the answers").check()
    state(speaker, "listening")
    speaker.tab.wait_for_timeout(2500)
    # No pause ends what did not begin.
    state(speaker, "listening")
    speaker.tab.keyboard.press("Enter")
    speaker.tab.locator(".voice-note", has_text="No words were heard").wait_for()
    assert speaker.box.input_value() == ""
    speaker.tab.keyboard.press("Alt+V")
    state(speaker, "listening")
