"""A review and a design in the page: code beside the box, drawings drawn again, stages gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browser.served import Served, Warm
from tests.browser.test_pages import broken_rules, wider_than
from tests.browser.visits import Visit
from tests.support.built import with_graphs

_GUIDE = """# Interview prep

## Code review

### Review 1: a log-in

```python
def log_in(name, password, seen=[]):
    print(name, password)
    seen.append(name)
    return True
```

**Issues:**

- The password is printed
- A list as a default is shared by all calls

## System design

### Design a service that makes thumbnails

**1. Requirements** (3 min):

- How many photos a day? (two million)

**2. High level** (5 min):

```
[Client] -> [API] -> [Queue] -> [Workers]
```
"""
_SHEET = ".code-box textarea"


@pytest.fixture(scope="module")
def tasks(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page over a guide with a review and a design; each test begins a session of its own."""
    folder = tmp_path_factory.mktemp("tasks")
    guide = folder / "tasks.md"
    guide.write_text(_GUIDE, encoding="utf-8")
    served = Served(warm, with_graphs(folder / "home"), guide)
    served.start()
    yield served
    served.stop()


def begun(served: Served, visits: Callable[..., Visit], held: str, **options: str) -> Visit:
    """A visit that stands at the task of such a round."""
    visit = visits(served, **options)
    visit.tab.get_by_label("Who interviews").select_option(held)
    visit.tab.get_by_label("Minutes").fill("40")
    visit.tab.get_by_role("button", name="Begin the interview").click()
    visit.tab.locator(_SHEET).wait_for()
    return visit


def test_the_code_stands_beside_the_findings_and_then_in_the_box_for_the_better_version(
    tasks: Served, visits: Callable[..., Visit]
) -> None:
    visit = begun(tasks, visits, "review")
    tab = visit.tab
    assert broken_rules(tab, "{}") == []
    assert wider_than(visit, 360) == []
    assert tab.locator(".desk .code-lines li").first.inner_text() == "def log_in(name, password, seen=[]):"
    # What is said without a question stands among the findings, and outlasts a reload there.
    visit.box.fill("line 2: the password is printed")
    visit.box.press("Control+Enter")
    tab.wait_for_function(f"document.querySelector('{_SHEET}').value.startsWith('line 2')")
    tab.reload()
    tab.locator(_SHEET).wait_for()
    tab.locator(_SHEET).fill("line 2: the password is printed\nall calls share the default list")
    tab.get_by_role("button", name="Hand in").click()
    tab.locator(".asked.follow-up", has_text="better version").wait_for()
    assert tab.locator(_SHEET).input_value().startswith("def log_in(name, password, seen=[]):")


def test_a_drawing_is_drawn_again_and_the_stages_are_gone_through(
    tasks: Served, visits: Callable[..., Visit]
) -> None:
    visit = begun(tasks, visits, "design", color_scheme="dark")
    tab = visit.tab
    visit.box.fill("How many photos a day?")
    visit.box.press("Control+Enter")
    tab.locator(".asked.reply", has_text="Two million.").wait_for()
    tab.get_by_role("button", name="Next stage").click()
    tab.locator(".stages [aria-current]", has_text="High level").wait_for()
    tab.locator(_SHEET).fill("[Client] -> [API] -> [Kafka], [Cache]")
    tab.get_by_role("button", name="Draw it").click()
    tab.locator(".findings.work svg.diagram").wait_for()
    assert tab.locator("svg.diagram rect").count() == 4 and tab.locator("svg.diagram .arrow").count() == 3
    assert tab.get_by_text("API → Kafka, Cache").is_visible()
    assert broken_rules(tab, "{}") == []
    tab.get_by_role("button", name="Hand in").click()
    tab.locator(".asked.follow-up", has_text="ten times the users").wait_for()


def test_what_is_too_long_is_told_and_goes_nowhere(tasks: Served, visits: Callable[..., Visit]) -> None:
    visit = begun(tasks, visits, "review")
    tab = visit.tab
    tab.locator(_SHEET).fill("x" * 200_001)

    tab.locator(".rules.over", has_text="more").wait_for()
    assert tab.get_by_role("button", name="Hand in").is_disabled()
