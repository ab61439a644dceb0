"""Hostile words in guide, file name, address, answer and model's reply: text stays text, and nothing runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals.attacks import attacks
from tests.browser.guide import GUIDE
from tests.browser.served import Served
from tests.browser.visits import Visit
from tests.support.openai_server import OpenAIServer

_RAN = "window.ran=1;alert(1)"
MARKUP = (
    f'<img src=x onerror="{_RAN}">',
    f"<script>{_RAN}</script>",
    f"</script><script>{_RAN}</script>",
    f"</template></textarea><svg onload='{_RAN}'>",
    "{{7*7}} {{constructor.constructor('window.ran=1')()}}",
    "`${window.ran=1}` ${7*7} {%raw%} <%= 7*7 %>",
    f"javascript:{_RAN}",
    f"<a href='javascript:{_RAN}'>here</a> [here](javascript:{_RAN})",
    "\u202egnp.exe\u2066 \u200b\ufeff",
    "&lt;script&gt;window.ran=1&lt;/script&gt; &#60;img src=x onerror=window.ran=1&#62;",
    "\x1b[31m\x9b31m",
    "<!-- --><style>*{display:none}</style><base href=//other.example/><meta http-equiv=refresh content=0>",
)
ALL = " ".join(MARKUP)
ODD = (
    "/past/%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/past/%00%FF/replay",
    "/past/..%2f..%2fetc%2fpasswd",
    "/interview/%7B%7B7*7%7D%7D?take=1",
    "/drill/" + "x" * 3000,
    "/guide?name=../../../../etc/passwd&line=1",
    "/guide?name=%3Csvg%20onload=alert(1)%3E&line=99999999999999999999999",
    "/guide?name=guide.md&line=-5",
    "/guide/edit?name=%00",
    "/guides/questions?person=%3Cscript%3Ealert(1)%3C/script%3E",
    "/compare?first=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&second=%00",
    "/past?guide=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E&sort=x&most=-1",
    "/%3Cscript%3Ealert(1)%3C/script%3E?key=x",
)


def test_what_is_written_in_an_answer_is_shown_as_it_was_typed(
    served: Served, visits: Callable[..., Visit]
) -> None:
    visit = visits(served)
    session = visit.begin()
    attack = "\n".join([ALL, *texts_of_attacks()])
    visit.answer(f"{attack}\nEach partition carries a watermark. That's all.")
    visit.until_judged()
    for reload in (False, True):
        if reload:
            visit.tab.reload()
            visit.tab.locator(".verdict").wait_for()
        nothing_ran(visit.tab)
        said = visit.tab.locator(".said").first.inner_text()
        assert all(text in said for text in (MARKUP[0], MARKUP[2], MARKUP[4], MARKUP[11]))
        # What steers a terminal is seen, and steers nothing.
        assert not {"\x1b", "\x9b"} & set(said)
    visit.stop()
    visit.tab.locator(".card.report").wait_for()
    for path in (f"/past/{session}", f"/past/{session}/replay", f"/past/{session}/export/html"):
        visit.tab.evaluate("window.ran = undefined")
        if path.endswith("html"):
            with visit.tab.expect_download() as download:
                visit.tab.evaluate("(path) => { location.href = path; }", path)
            # A browser that opens the file on its own is as safe.
            page = visit.context.new_page()
            page.set_content(Path(download.value.path()).read_text("utf-8"))
            page.wait_for_timeout(300)
            assert page.evaluate("window.ran") is None
            continue
        visit.go(path)
        visit.tab.locator("main h1").wait_for()
        nothing_ran(visit.tab)


def test_an_answer_of_two_hundred_kilobytes_is_taken(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    visit.begin()
    visit.answer("<b>word</b> " * 17_000)
    visit.tab.locator(".said").wait_for()
    assert len(visit.tab.locator(".said").text_content()) >= 200_000
    visit.until_judged()
    nothing_ran(visit.tab)


def test_nothing_that_stands_in_a_guide_or_its_name_runs(
    tmp_path: Path, serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    guides = tmp_path / "guides"
    guides.mkdir()
    name = "<img src=x onerror=window.ran=1>{{7*7}}.md"
    points = "".join(
        f"### How do you handle {text}?\n\n- Every topic {number} has {text}.\n\n"
        for number, text in enumerate(MARKUP)
    )
    (guides / name).write_text(f"# Technical questions\n\n{points}", encoding="utf-8")
    (guides / "guide.md").write_text(GUIDE, encoding="utf-8")
    visit = visits(serves(guides))
    visit.begin()
    visit.answer("I do not know. That's all.")
    visit.until_judged()
    nothing_ran(visit.tab)
    visit.go("/guides")
    visit.tab.locator(".guide-list a").first.wait_for()
    visit.tab.locator("input[type=file]").set_input_files(
        {"name": "<script>window.ran=1</script>{{7*7}}.md", "mimeType": "text/markdown", "buffer": b"# A"}
    )
    visit.tab.locator(".drop-files li.added, .drop-files li.refused").wait_for()
    nothing_ran(visit.tab)
    visit.tab.get_by_role("link", name=name, exact=True).click()
    visit.tab.locator(".lines .line").first.wait_for()
    assert MARKUP[1] in visit.tab.locator(".lines").inner_text()
    nothing_ran(visit.tab)
    visit.tab.goto(visit.tab.url.replace("/guide?", "/guide/edit?"))
    visit.tab.locator(".editor textarea").wait_for()
    nothing_ran(visit.tab)
    for path, ready in (
        ("/guides/questions", ".asked-list li"),
        ("/practice", ".kinds"),
        ("/past", ".sessions"),
    ):
        visit.go(path)
        visit.tab.locator(ready).first.wait_for()
        nothing_ran(visit.tab)


@pytest.mark.parametrize("streams", [True, False], ids=["streamed", "whole"])
def test_nothing_that_a_model_says_runs(
    streams: bool, serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    def replies(body: Mapping[str, Any]) -> str | dict[str, Any]:
        # The agents' schemas all have a text or labels; whichever is asked for is full of it.
        del body
        return ALL if streams else {"question": ALL, "better_answer": ALL, "text": ALL}

    with OpenAIServer(replies) as server:
        variables = {"INTERVIEW_MODEL": "openai:test-model", "OPENAI_BASE_URL": server.base_url}
        visit = visits(serves(None, **variables, OPENAI_API_KEY="none"))
        visit.begin()
        visit.answer()
        visit.until_judged()
        nothing_ran(visit.tab)
        assert server.requests


def test_no_address_breaks_the_page(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    visit.watch.expected = ("404", "422", "400")
    for address in ODD:
        answer = visit.tab.goto(f"{served.at}{address}")
        assert answer.status < 500, address
        visit.tab.wait_for_timeout(100)
        assert visit.tab.evaluate("window.ran") is None, address
    assert "Traceback" not in served.said


def nothing_ran(tab: Any) -> None:
    """Nothing of what was written became script, style or an element."""
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.ran") is None
    assert tab.locator("#main").is_visible()
    foreign = (
        "#main img, #main script, #main svg[onload], #main style, #main base, #main meta, #main b, body base"
    )
    assert tab.locator(foreign).count() == 0
    assert tab.locator("a[href^='javascript']").count() == 0


def texts_of_attacks() -> list[str]:
    """The texts of the suite of attacks."""
    groups = yaml.safe_load((Path(attacks.__file__).parent / "attacks.yaml").read_text("utf-8"))
    return [text for group in groups.values() for each in group for text in each["texts"]]
