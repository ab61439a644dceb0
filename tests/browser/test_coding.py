"""A coding task in the page: by keyboard alone, on a telephone, and what was typed outlasts a reload."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browser.served import Served, Warm
from tests.browser.test_pages import broken_rules, wider_than
from tests.browser.visits import Visit
from tests.support.built import with_graphs

_GUIDE = """# Interview prep

## Coding challenges

### Challenge: Two numbers that add up (15 minutes)

Find the places of the two numbers that add up to a target.
Input: numbers = [2, 7, 11, 15], target = 9
Output: [0, 1]

```python
def two_sum(numbers, target):
    return [0, 1]
```
"""
_CODE = ".code-box textarea"


@pytest.fixture(scope="module")
def coding(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page over a guide with one task; each test begins a session of its own."""
    folder = tmp_path_factory.mktemp("coding")
    guide = folder / "tasks.md"
    guide.write_text(_GUIDE, encoding="utf-8")
    served = Served(warm, with_graphs(folder / "home"), guide)
    served.start()
    yield served
    served.stop()


def begun(served: Served, visits: Callable[..., Visit], **options: str) -> Visit:
    """A visit that stands at the task."""
    visit = visits(served, **options)
    visit.tab.get_by_label("Who interviews").select_option("coding")
    visit.tab.get_by_label("Minutes").fill("20")
    visit.tab.get_by_role("button", name="Begin the interview").click()
    visit.tab.locator(_CODE).wait_for()
    return visit


def test_code_is_typed_and_handed_in_without_a_mouse(coding: Served, visits: Callable[..., Visit]) -> None:
    visit = begun(coding, visits, color_scheme="dark")
    tab, keys = visit.tab, visit.tab.keyboard
    assert broken_rules(tab, "{}") == []
    assert wider_than(visit, 360) == []
    tab.locator(_CODE).focus()
    # No sandbox is needed for what does not parse: it is told with its line, and the round goes on.
    keys.type("def two_sum(numbers, target):")
    keys.press("Enter")
    keys.type("return [")
    assert tab.locator(_CODE).input_value() == "def two_sum(numbers, target):\n    return ["
    keys.press("Control+Enter")
    tab.locator(".findings.work", has_text="line 2").wait_for()
    tab.wait_for_function("document.activeElement.matches('.code-box textarea')")
    keys.press("Escape")
    keys.press("Tab")
    keys.press("Tab")
    assert tab.evaluate("document.activeElement.textContent.trim()") == "Hand in"
    keys.press("Enter")
    tab.locator(".asked").nth(1).wait_for()


def test_code_outlasts_a_reload_and_stands_in_another_tab(
    coding: Served, visits: Callable[..., Visit]
) -> None:
    visit = begun(coding, visits)
    code = "def two_sum(numbers, target):\n    return [0, 1]"
    visit.tab.locator(_CODE).fill(code)
    visit.tab.reload()
    visit.tab.locator(_CODE).wait_for()
    assert visit.tab.locator(_CODE).input_value() == code
    other = visit.another_tab()
    other.get_by_role("button", name="Answer here").click()
    other.locator(_CODE).wait_for()
    assert other.locator(_CODE).input_value() == code
