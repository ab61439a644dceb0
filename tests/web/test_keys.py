"""The keys of the page, and the secret behind its cookie."""

from __future__ import annotations

from pathlib import Path

from app.settings import Settings
from web.keys import web_keys


def test_the_cookie_outlives_a_start_and_the_link_does_not(tmp_path: Path) -> None:
    first, second = (web_keys(Settings(home=tmp_path)) for _ in range(2))

    assert (first.cookie, first.storage) == (second.cookie, second.storage)
    assert first.link != second.link and len(first.link) >= 43
    assert not second.opens(first.link)
    assert len({first.cookie, first.storage, first.link}) == 3


def test_another_home_or_another_password_has_another_cookie(tmp_path: Path) -> None:
    ours = web_keys(Settings(home=tmp_path / "a"))
    assert not ours.knows(web_keys(Settings(home=tmp_path / "b")).cookie)
    assert not ours.knows(web_keys(Settings(home=tmp_path / "a"), "secret").cookie)
    assert not ours.knows("")


def test_no_password_is_not_the_empty_one(tmp_path: Path) -> None:
    assert not web_keys(Settings(home=tmp_path)).lets_in("")
    assert web_keys(Settings(home=tmp_path), "pässwort").lets_in("pässwort")


def test_the_secret_is_for_its_user_alone(tmp_path: Path) -> None:
    web_keys(Settings(home=tmp_path))
    secret = tmp_path / "web" / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert secret.parent.stat().st_mode & 0o777 == 0o700


def test_a_secret_that_was_cut_short_is_nobodys(tmp_path: Path) -> None:
    web_keys(Settings(home=tmp_path))
    secret = tmp_path / "web" / "secret"
    cookies = set()
    for left in (b"", b"abc"):
        secret.write_bytes(left)
        cookies |= {web_keys(Settings(home=tmp_path)).cookie, web_keys(Settings(home=tmp_path)).cookie}
    assert len(cookies) == 4
