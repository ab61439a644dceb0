"""A socket to serve on."""

from __future__ import annotations

import errno
import socket

from domain.errors import BadSetting


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free. Raises `BadSetting` where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            raise BadSetting(
                f"Port {port} is taken, perhaps by one that is open already. --port 0 takes a free one."
            ) from error
        raise BadSetting(f"Cannot listen on {host}:{port} ({error.strerror}).") from error
    return made
