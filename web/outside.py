"""The address by which browsers reach the page where a proxy stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.errors import BadSetting

_PORTS = {"http": 80, "https": 443}
_ROOT = re.compile(r"(/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True, slots=True)
class Outside:
    """`host` with its port as a browser names it, and `root`, below which the page stands ("" for none).

    `secure` is whether the proxy speaks TLS.
    """

    host: str
    root: str = ""
    secure: bool = True

    @property
    def address(self) -> str:
        """The page's first address, without a slash at its end."""
        return f"http{'s' if self.secure else ''}://{self.host}{self.root}"

    @property
    def is_here(self) -> bool:
        """Whether it names this machine, for its own browsers alone."""
        return urlsplit(self.address).hostname in ("localhost", "127.0.0.1", "::1")


def outside(address: str) -> Outside:
    """`address` (https://example.org/interview) as a browser says it. Raises `BadSetting`."""
    try:
        parts = urlsplit(address.strip())
        name, port = parts.hostname or "", parts.port
        if not name.isascii():
            name = name.encode("idna").decode("ascii")
    except ValueError as error:
        raise _bad(address) from error
    root = parts.path.rstrip("/")
    segments = root.split("/")
    if (
        parts.scheme not in _PORTS
        or not name
        or "@" in parts.netloc
        or parts.query
        or parts.fragment
        or not _ROOT.fullmatch(root)
        or "." in segments
        or ".." in segments
    ):
        raise _bad(address)
    host = f"[{name}]" if ":" in name else name
    if port is not None and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return Outside(host, root, parts.scheme == "https")


def _bad(address: str) -> BadSetting:
    return BadSetting(
        f"--address {address} is no address that a proxy could have: https://example.org/interview is one."
    )
