"""A page somebody has used for a while: two guides that disagree, interviews and drills behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.guide import GUIDE, whole_answer
from tests.browser.served import Served, Warm
from tests.browser.visits import Visit, Watch
from tests.support.built import with_graphs

_MORE = """# Interview prep: data engineer at a parcel service

## Pitches

### The 60-second pitch

"I'm a data engineer at a parcel service. When I came, one nightly job fed everybody. I moved it to a
stream of parcel events, and the run went from six hours to forty minutes. I would like to do
that for more than one team."

## Key facts

| Fact | Value |
|---|---|
| Events a day | 2.4 million |
| Nightly run before | 6 hours |
| Nightly run after | 40 minutes |

## Behavioral questions

### Tell me about a conflict

**Situation:** Two teams wanted the same topic changed in opposite ways.
**Task:** I had to find one schema by the end of the month.
**Action:** I wrote both down, asked the three consumers, and proposed a versioned field.
**Result:** Both shipped in two weeks, and nobody had to change twice.

## Red flags to avoid

- Do not say that testing was somebody else's work.

A line that is in no talking point, since nobody asks for it.
"""

_POSTING = """# Data Lead

## Requirements

- Hands-on Kubernetes
- A schema registry for every topic

## Nice to have

- B2 in German
"""


@dataclass(frozen=True, slots=True)
class Lived:
    """The page, and the ids of its sessions: two that came to their ends, one open, and an open drill."""

    served: Served
    finished: str
    other: str
    left_open: str
    drill: str


def live(browser: Any, warm: Warm, folder: Path) -> Lived:
    """Use a page in `folder` for a while; whoever calls stops its server."""
    guides = folder / "guides"
    guides.mkdir(parents=True)
    (guides / "guide.md").write_text(GUIDE, encoding="utf-8")
    (guides / "more.md").write_text(_MORE, encoding="utf-8")
    served = Served(warm, with_graphs(folder / "home"), guides)
    served.start()
    visit = Visit(browser, served, Watch(), {})
    finished, other = _held(visit, whole=True), _held(visit, whole=False)
    visit.go("/")
    left_open = visit.begin()
    visit.go("/practice")
    visit.tab.get_by_role("button", name="Drill questions").click()
    visit.box.wait_for()
    drill = str(visit.tab.url).rpartition("/")[2]
    _hold_a_posting(visit)
    visit.close()
    visit.watch.check()
    return Lived(served, finished, other, left_open, drill)


def some_answer(question: str, *, whole: bool) -> str:
    """All that the guides say to `question`, or next to nothing; either way there is no more."""
    if not whole:
        return "We had um a schema somewhere, in 3 hours or so. That's all."
    try:
        return whole_answer(question)
    except StopIteration:
        return (
            "Two teams wanted the same topic changed. I wrote both down, asked the three consumers and "
            "proposed a versioned field. Both shipped in two weeks. That's all."
        )


def _hold_a_posting(visit: Visit) -> None:
    visit.go("/practice/posting")
    posting = {"name": "job.md", "mimeType": "text/markdown", "buffer": _POSTING.encode()}
    visit.tab.locator(".import-box input[type=file]").set_input_files(files=[posting])
    visit.tab.get_by_role("button", name="Hold it against my guides").click()
    # It is shown at once: what was put in before would stand there else.
    visit.tab.locator(".posting table").first.wait_for()


def _held(visit: Visit, *, whole: bool) -> str:
    """An interview of two questions, to its report; its id."""
    visit.go("/")
    session = visit.begin(minutes=15)
    for number in (1, 2):
        visit.box.wait_for()
        visit.answer(some_answer(visit.question, whole=whole))
        visit.until_judged(number)
        if number == 1:
            visit.onward.click()
            visit.tab.locator(".asked.question").nth(1).wait_for()
    visit.stop()
    visit.tab.locator(".card.report").wait_for()
    return session
