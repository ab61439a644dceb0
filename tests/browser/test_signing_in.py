"""The page for several users: each signs in with a token, has what is theirs, and is out when that ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.guide import GUIDE
from tests.browser.served import Served
from tests.browser.visits import Visit

SIGNED_OUT = "status of 40"
"""What a browser writes of a page that asks for a token (401), or is not there for this user (404)."""


def test_two_people_sign_in_each_to_what_is_theirs(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    served = serves(None, "--users")
    tokens = {name: a_user(served, name) for name in ("anna", "ben")}

    anna = visits(served)
    anna.watch.expected = (SIGNED_OUT, "WebSocket")
    sign_in(anna, tokens["anna"][:-1] + "~")
    anna.tab.get_by_role("alert").get_by_text("not, or no longer").wait_for()
    assert anna.tab.get_by_role("navigation").count() == 0
    sign_in(anna, tokens["anna"])
    anna.tab.locator(".signed-in", has_text="anna").wait_for()
    session = anna.begin()
    anna.answer()
    anna.until_judged()

    # No script reads what the browser keeps, and what it keeps is not the token.
    assert anna.tab.evaluate("document.cookie") == ""
    kept = anna.context.cookies()
    assert [each["sameSite"] for each in kept if each["name"].startswith("interview-")] == ["Strict"]
    assert not any(tokens["anna"] in cookie["value"] for cookie in kept)

    ben = visits(served)
    ben.watch.expected = (SIGNED_OUT,)
    sign_in(ben, tokens["ben"])
    ben.tab.locator(".signed-in", has_text="ben").wait_for()
    ben.go("/past")
    ben.tab.locator("main h1").wait_for()
    assert session not in ben.tab.content()
    reply = ben.tab.goto(f"{served.at}/interview/{session}")
    assert reply.status == 404
    ben.go("/")
    ben.tab.get_by_role("button", name="Sign out").click()
    ben.tab.get_by_role("button", name="Sign in").wait_for()
    # Going back shows nothing of what stood there.
    ben.go("/past")
    ben.tab.get_by_role("button", name="Sign in").wait_for()

    # A token that is revoked ends the tab that stands open, and what was said stays.
    revoked, told = run(served, "users", "revoke", tokens["anna"])
    assert revoked == 0, told
    anna.go("/")
    anna.tab.get_by_role("button", name="Sign in").wait_for()
    sign_in(anna, a_token(served, "anna"))
    anna.tab.locator(".signed-in", has_text="anna").wait_for()
    anna.go(f"/interview/{session}")
    anna.tab.locator(".verdict").first.wait_for()


def sign_in(visit: Visit, token: str) -> None:
    """Show `token` where the page asks for one."""
    visit.tab.locator("input[type=password]").fill(token)
    visit.tab.get_by_role("button", name="Sign in").click()


def a_user(served: Served, name: str) -> str:
    """A token of `name`, who is a user now and has the tests' guide."""
    guides = served.home / "users" / name / "guides"
    guides.mkdir(parents=True)
    (guides / "guide.md").write_text(GUIDE, encoding="utf-8")
    code, told = run(served, "users", "add", name)
    assert code == 0, told
    return a_token(served, name)


def a_token(served: Served, name: str) -> str:
    code, told = run(served, "users", "token", name)
    found = re.search(r"mi_\S+", told)
    assert code == 0 and found is not None, told
    return found[0]


def run(served: Served, *arguments: str) -> tuple[int, str]:
    """How `interview` with `arguments` ended, and what it said."""
    with served.command(*arguments) as process:
        told = process.communicate()[0]
    return process.returncode, told
