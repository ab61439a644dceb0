"""The address by which a proxy makes the page known."""

from __future__ import annotations

import pytest

from domain.errors import BadSetting
from web.outside import Outside, outside


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://example.org", Outside("example.org")),
        ("https://Example.ORG:443/interview/", Outside("example.org", "/interview")),
        ("http://example.org:80/a/b", Outside("example.org", "/a/b", secure=False)),
        ("http://127.0.0.1:8080", Outside("127.0.0.1:8080", secure=False)),
        ("https://[::1]:8443/x", Outside("[::1]:8443", "/x")),
        ("https://prüfung.example", Outside("xn--prfung-4ya.example")),
    ],
)
def test_an_address_is_taken_as_a_browser_says_it(given: str, expected: Outside) -> None:
    assert outside(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "example.org/interview",
        "ftp://example.org",
        "https://",
        "https://me@example.org",
        "https://example.org/?key=1",
        "https://example.org/a#b",
        "https://example.org/..",
        "https://example.org//other",
        'https://example.org/"><script>',
        "https://example.org:port",
    ],
)
def test_what_is_no_address_is_told(given: str) -> None:
    with pytest.raises(BadSetting, match="--address"):
        outside(given)


def test_only_this_machines_own_names_need_no_password() -> None:
    assert outside("http://localhost:8080/x").is_here
    assert not outside("https://localhost.example.org").is_here
