"""The page while a model writes: words in order, words taken back, a reply or a server that breaks off."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

from tests.browser.guide import titles, weak_answer
from tests.browser.served import Served
from tests.browser.test_interrupted import LOST, restarted
from tests.browser.visits import Visit
from tests.support.forthcoming import replying
from tests.support.openai_server import Body, Cut, OpenAIServer, Reply

_WATCHING = """() => {
  window.came = [];
  const note = () => {
    const coming = document.querySelector(".saying .coming")?.textContent;
    const last = document.querySelector(".thread > .entry:last-child")?.textContent.slice(0, 60);
    if (coming && coming !== window.came.at(-1)?.[0]) window.came.push([coming, last]);
  };
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(note).observe(document.querySelector("#main"), all);
}"""


def _reworded(asked: str) -> str:
    draft = asked.split("The draft of the question:")[1]
    title = next(title for title in titles() if title in draft)
    return f"So, tell me: {title[0].lower()}{title[1:]}"


def _invented(asked: str) -> str:
    return f"{_reworded(asked).rstrip('?')}, all 4711 times?"


def _over(served: OpenAIServer) -> dict[str, str]:
    return {
        "INTERVIEW_MODEL": "openai:test-model",
        "OPENAI_BASE_URL": served.base_url,
        "OPENAI_API_KEY": "sk-test-key",
    }


def test_words_come_below_the_answer_that_they_follow(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    with OpenAIServer(replying(_reworded), pace=0.06) as model:
        visit = visits(serves(None, **_over(model)))
        visit.begin()
        assert "So, tell me: " in visit.question
        visit.tab.evaluate(_WATCHING)
        answer = weak_answer(visit.question)
        visit.answer(answer)
        visit.tab.locator(".asked.follow-up").wait_for()
        came = visit.tab.evaluate("window.came")
        thread = visit.thread()

    # Each time more of the same, below what the candidate said; then the follow-up stands in its place.
    assert len(came) > 1
    follow_up = thread[-1]
    for words, below in came:
        assert words in follow_up
        assert answer[:40] in below
    assert answer in thread[-2]
    assert visit.tab.locator(".saying").inner_text() == ""


def test_words_that_are_taken_back_leave_the_page_and_are_told(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    with OpenAIServer(replying(_invented), pace=0.06) as model:
        visit = visits(serves(None, **_over(model)))
        visit.begin()
        visit.answer(weak_answer(visit.question))
        visit.until_judged()
        dropped = "interviewer: the model's wording was dropped: it brought a figure of its own"
        visit.tab.get_by_text(dropped).wait_for()
        visit.tab.evaluate(_WATCHING)
        visit.onward.click()
        visit.tab.locator(".asked.question").nth(1).wait_for()
        came = visit.tab.evaluate("window.came")

    assert any("So, tell me: " in words for words, _ in came)
    assert "So, tell me: " not in visit.question
    assert visit.tab.locator(".saying").inner_text() == ""


def test_a_reply_that_breaks_off_costs_its_words_alone(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    def broken(body: Body) -> Reply:
        del body
        return Cut('{"question": "So, tell me: how did you')

    with OpenAIServer(broken) as model:
        visit = visits(serves(None, **_over(model)))
        visit.begin()
        for number in (1, 2):
            visit.answer()
            visit.until_judged(number)
            visit.onward.click()
            visit.box.wait_for()
        assert model.requests

    assert "So, tell me" not in "".join(visit.thread())
    assert visit.tab.locator(".verdict").count() == 2
    assert visit.tab.locator(".saying").inner_text() == ""


def test_a_server_that_is_killed_in_mid_word_asks_the_whole_of_it_once(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    held, broken = threading.Event(), threading.Event()
    held.set()
    replies = replying(_reworded)

    def reply(body: Body) -> Reply:
        if "must stay unsaid" in json.dumps(body) and not broken.is_set():
            held.clear()
        return replies(body)

    def goes_on() -> None:
        broken.set()
        held.set()

    with OpenAIServer(reply, held=held) as model:
        visit = visits(serves(None, **_over(model)))
        visit.watch.expected = LOST
        visit.begin()
        visit.answer(weak_answer(visit.question))
        visit.tab.locator(".saying .coming").wait_for()

        restarted(visit, goes_on)

        visit.tab.locator(".asked.follow-up").wait_for()
        visit.box.wait_for()

    assert visit.tab.locator(".asked.follow-up").count() == 1
    assert "What else goes with" in visit.tab.locator(".asked.follow-up").inner_text()
    assert visit.tab.locator(".said").count() == 1
    assert visit.tab.locator(".saying").inner_text() == ""
