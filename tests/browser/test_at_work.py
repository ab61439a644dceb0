"""Between two interviews: put a guide in, look at it, mend it, drill, replay, take a session along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.browser.guide import whole_answer
from tests.browser.served import Served
from tests.browser.visits import Visit

_TOO_SHORT = (
    "I'm a release engineer at a parcel service. When I came, releases went out by hand on Fridays. I moved "
    "them to a pipeline, and a release went from two hours to nine minutes. I would like to do that for more "
    "than one team."
)
_GUIDE = f"""# Technical questions

### How do you roll a release back?

- The previous image stays on every machine.
- Rolling back takes ninety seconds.

## Pitches

### The 60-second pitch

"{_TOO_SHORT}"
""".encode()


def test_a_guide_is_put_in_checked_mended_and_taken_out(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    served = serves()
    visit = visits(served)
    tab = visit.tab
    visit.go("/guides")
    tab.get_by_text("Ready for an interview: 3 talking points.").wait_for()
    put_in(visit, "release.md", _GUIDE)
    tab.get_by_text("release.md is in.").wait_for()
    tab.get_by_text("Ready for an interview: 5 talking points.").wait_for()
    # The same name with other text is asked about; one that is no guide is refused.
    put_in(visit, "release.md", _GUIDE + b"\n### Why?\n\n- So.\n")
    tab.get_by_role("button", name="Leave it out").click()
    put_in(visit, "photo.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    tab.locator(".drop-files .refused").wait_for()
    assert not (served.guides / "photo.md").exists()

    tab.get_by_role("link", name="Contradictions").click()
    tab.locator(".contradictions .citation").first.wait_for()
    places = tab.locator(".contradictions .citation").all_inner_texts()
    assert any(place.startswith("release.md:") for place in places), places

    tab.locator(".contradictions .citation").first.click()
    guide = visit.context.pages[-1]
    guide.locator(".lines .chosen").first.wait_for()
    visit.go("/guide/edit?name=release.md&line=12")
    box = tab.locator(".editor textarea")
    box.wait_for()
    box.fill(box.input_value().replace("60-second", "short"))
    tab.keyboard.press("Control+s")
    tab.get_by_text("Saved").first.wait_for()
    assert b"60-second" not in (served.guides / "release.md").read_bytes()
    visit.go("/guides/contradictions")
    tab.locator("main p:not(.notice)").first.wait_for()
    assert tab.locator(".contradictions .citation").count() == 0

    visit.go("/guides")
    tab.locator("summary[aria-label='Remove release.md']").click()
    tab.get_by_role("button", name="Remove release.md").click()
    tab.get_by_text("Ready for an interview: 3 talking points.").wait_for()
    assert not (served.guides / "release.md").exists()
    tab.get_by_role("button", name="Put it back").click()
    tab.get_by_text("Ready for an interview: 5 talking points.").wait_for()
    assert (served.guides / "release.md").exists()


def test_a_drill_a_replay_and_a_session_that_is_taken_along(
    served: Served, visits: Callable[..., Visit]
) -> None:
    visit = visits(served)
    tab = visit.tab
    visit.go("/practice")
    tab.get_by_label("Questions at most").fill("1")
    tab.get_by_role("button", name="Drill questions").click()
    visit.box.wait_for()
    visit.answer()
    visit.until_judged()
    tab.locator(".card.report").or_(visit.onward).first.wait_for()
    visit.press_if_there(visit.onward)
    tab.locator(".card.report td").first.wait_for()

    visit.go("/")
    session = visit.begin()
    said = whole_answer(visit.question)
    visit.answer(said)
    visit.until_judged()
    visit.stop()
    tab.locator(".card.report").wait_for()
    visit.go(f"/past/{session}/replay")
    tab.locator(".replay-bar").wait_for()
    shown = tab.locator(".thread > .entry:visible")
    before = shown.count()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function(
        "(n) => [...document.querySelectorAll('.thread > .entry')]"
        ".filter((each) => each.offsetParent).length > n",
        arg=before,
    )
    tab.get_by_role("button", name="Play").click()
    tab.get_by_role("button", name="Pause").wait_for()

    visit.go(f"/past/{session}")
    kept = {}
    for name in ("HTML", "Markdown", "JSON"):
        with tab.expect_download() as download:
            tab.get_by_role("link", name=name, exact=True).click()
        kept[name] = Path(download.value.path())
        assert said.split(".")[0] in kept[name].read_text("utf-8"), name
    exported = json.loads(kept["JSON"].read_text("utf-8"))
    assert exported["session"]["id"] == session

    # It comes back as somebody else's, beside the one that is here.
    visit.go("/past")
    tab.locator("input[type=file]").set_input_files(kept["JSON"])
    tab.get_by_role("button", name="Import it").click()
    tab.get_by_role("link", name="Look at it").click()
    tab.locator(".badge", has_text="imported").wait_for()
    assert said.split(".")[0] in tab.locator("#main").inner_text()


def put_in(visit: Visit, name: str, content: bytes) -> None:
    """Choose a file for the guides."""
    visit.tab.locator(".drop input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/markdown", "buffer": content}
    )
