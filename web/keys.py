"""Who may use the page: the key in the link, the cookie it is changed for, a password for other machines."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.settings import Settings

_BYTES = 32


@dataclass(frozen=True, slots=True)
class WebKeys:
    """`link` opens the page once it is in the address; `cookie` is what a browser keeps for it; `storage`
    signs what NiceGUI keeps.

    The cookie outlives a restart, so that a page that stands open goes on; the link is of one start alone.
    `password` is asked for in place of the link where the page is for other machines, too.
    """

    link: str
    cookie: str
    storage: str
    password: str = ""

    def opens(self, link: str) -> bool:
        return hmac.compare_digest(link.encode(), self.link.encode())

    def knows(self, cookie: str) -> bool:
        return hmac.compare_digest(cookie.encode("utf-8", "replace"), self.cookie.encode())

    def lets_in(self, password: str) -> bool:
        return bool(self.password) and hmac.compare_digest(password.encode(), self.password.encode())


def web_keys(settings: Settings, password: str = "") -> WebKeys:
    """The keys of this start. The secret behind the cookie is kept in the home folder, for its user alone.

    Another password gives another cookie: whoever knew only the old one has to sign in again.
    """
    secret = _kept(settings.home / "web" / "secret")
    derived = [
        hmac.new(secret, f"{use}\n{password}".encode(), sha256).hexdigest() for use in ("cookie", "storage")
    ]
    return WebKeys(secrets.token_urlsafe(_BYTES), derived[0], derived[1], password)


def _kept(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, secrets.token_bytes(_BYTES))
        finally:
            os.close(descriptor)
    secret = path.read_bytes()
    # Cut short by a crash or a full disk: an empty secret would be everybody's.
    return secret if len(secret) == _BYTES else secrets.token_bytes(_BYTES)
