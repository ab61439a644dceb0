"""Servers for tests: the embedded one, Debian's Redis, Valkey, and a cluster of three of either."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from memory import embedded
from memory.connection import RedisHandle, open_redis
from tests.support import guards

REDIS, VALKEY = "redis-server", "valkey-server"
SERVERS = (REDIS, VALKEY)


def binary(name: str = VALKEY) -> str:
    """The server of this name on PATH, where there is none our own Valkey; skips without a Redis."""
    found = shutil.which(name)
    if found is None and name == REDIS:
        pytest.skip("no redis-server on PATH")
    return found or str(embedded.binary())


class LocalServer:
    """A server of the test's own on a unix socket; it can be killed and started again."""

    def __init__(self, folder: Path, name: str = VALKEY) -> None:
        self.folder = folder
        self._name = name
        self.socket = folder / "s"
        self.url = f"unix://{self.socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, with its data in an append-only file, and wait until it answers."""
        command = [binary(self._name), "--port", "0", "--unixsocket", str(self.socket)]
        command += ["--dir", str(self.folder)]
        command += ["--appendonly", "yes", "--save", "", "--logfile", str(self.folder / "log")]
        self._process = subprocess.Popen(command)
        _until_it_answers(redis.Redis(unix_socket_path=str(self.socket)))

    def stop(self) -> None:
        """Let it say nothing from now on, as SIGSTOP does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on after a `stop`."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextlib.contextmanager
def local_server(folder: Path, name: str = VALKEY) -> Iterator[LocalServer]:
    """A running `LocalServer` with its data in `folder`."""
    server = LocalServer(folder, name)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@contextlib.contextmanager
def opened(kind: str, folder: Path) -> Iterator[RedisHandle]:
    """A database of `kind`: "embedded", or the name of a server."""
    if kind == "embedded":
        with open_redis(None, folder) as handle:
            yield handle
        return
    with local_server(folder, kind) as server, open_redis(server.url, folder) as handle:
        yield handle


@contextlib.contextmanager
def cluster_of_three(folder: Path, name: str = VALKEY) -> Iterator[int]:
    """A cluster of three masters on the loopback interface; yields the port of one."""
    ports = _free_ports(3)
    processes = []
    try:
        for port in ports:
            home = folder / str(port)
            home.mkdir()
            command = [binary(name), "--port", str(port), "--bind", "127.0.0.1", "--cluster-enabled", "yes"]
            command += ["--dir", str(home), "--save", "", "--logfile", str(home / "log")]
            processes.append(subprocess.Popen(command))
        _form_cluster(ports)
        yield ports[0]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _form_cluster(ports: list[int]) -> None:
    nodes = [redis.Redis(port=port) for port in ports]
    share = 16384 // len(nodes) + 1
    for number, node in enumerate(nodes):
        _until_it_answers(node, close=False)
        node.execute_command("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
        node.execute_command(
            "CLUSTER", "ADDSLOTSRANGE", number * share, min(number * share + share, 16384) - 1
        )
    for node in nodes[1:]:
        node.execute_command("CLUSTER", "MEET", "127.0.0.1", ports[0])
    deadline = time.monotonic() + guards.SECONDS
    while not all(node.cluster("info")["cluster_state"] == "ok" for node in nodes):
        assert time.monotonic() < deadline, "the cluster does not form"
        time.sleep(0.05)
    for node in nodes:
        node.close()


def _free_ports(count: int) -> list[int]:
    # A cluster's bus listens 10,000 above the port, so both must be free.
    with contextlib.ExitStack() as held:
        ports: list[int] = []
        for port in range(21000, 40000):
            try:
                for number in (port, port + 10000):
                    probe = held.enter_context(socket.socket())
                    probe.bind(("127.0.0.1", number))
            except OSError:
                continue
            ports.append(port)
            if len(ports) == count:
                return ports
    raise AssertionError("no free ports")


def _until_it_answers(client: redis.Redis, *, close: bool = True) -> None:
    deadline = time.monotonic() + guards.SECONDS
    while True:
        try:
            client.ping()
            break
        except redis.exceptions.ConnectionError:
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.02)
    if close:
        client.close()
