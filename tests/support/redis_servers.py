"""Servers for tests: the embedded one, Debian's Redis, Valkey, clusters and sentinels of either."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
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
    with _servers(folder, name, 3, *_IN_A_CLUSTER) as servers:
        _form_cluster([server.port for server in servers])
        yield servers[0].port


@contextlib.contextmanager
def cluster_with_replicas(folder: Path, name: str = VALKEY) -> Iterator[list[TcpServer]]:
    """A cluster of three masters, and behind them in the list a replica of each, in the same order."""
    with _servers(folder, name, 6, *_IN_A_CLUSTER) as servers:
        masters, replicas = servers[:3], servers[3:]
        _form_cluster([server.port for server in masters])
        for master, replica in zip(masters, replicas, strict=True):
            with redis.Redis(port=replica.port) as client, redis.Redis(port=master.port) as its:
                client.execute_command("CLUSTER", "MEET", "127.0.0.1", master.port)
                known = its.execute_command("CLUSTER", "MYID").decode()
                _until(lambda of=known, at=client: of in str(at.execute_command("CLUSTER", "NODES")))
                client.execute_command("CLUSTER", "REPLICATE", known)
        _until(lambda: all(server.says("INFO", "replication", "connected_slaves", "1") for server in masters))
        _until(lambda: all(server.says("CLUSTER", "INFO", "cluster_state", "ok") for server in servers))
        _until(lambda: all(_knows_replicas(server.port) for server in servers))
        yield servers


_IN_A_CLUSTER = ("--cluster-enabled", "yes", "--cluster-node-timeout", "1500")


class TcpServer:
    """A server of the test's own on the loopback interface."""

    def __init__(self, folder: Path, name: str, port: int, *options: str) -> None:
        folder.mkdir()
        self.port = port
        self._command = [binary(name), *options, "--port", str(port), "--bind", "127.0.0.1"]
        self._command += ["--dir", str(folder), "--logfile", str(folder / "log")]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen(self._command)
        _until_it_answers(redis.Redis(port=self.port))

    def says(self, *line: str) -> bool:
        """Whether its reply to all words but the last two tells the last for the one before it."""
        *words, name, value = line
        with redis.Redis(port=self.port) as client:
            return re.search(rf"{name}\W+{value}\b", str(client.execute_command(*words))) is not None

    def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextlib.contextmanager
def _servers(folder: Path, name: str, count: int, *options: str) -> Iterator[list[TcpServer]]:
    servers = [
        TcpServer(folder / str(port), name, port, "--save", "", *options) for port in _free_ports(count)
    ]
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.kill()


@contextlib.contextmanager
def behind_sentinels(folder: Path, name: str = VALKEY) -> Iterator[tuple[str, list[TcpServer]]]:
    """A primary and two replicas that three sentinels watch: their address, and the servers in order."""
    with _servers(folder, name, 3) as servers, contextlib.ExitStack() as stack:
        for replica in servers[1:]:
            with redis.Redis(port=replica.port) as client:
                client.replicaof("127.0.0.1", str(servers[0].port))
        _until(lambda: servers[0].says("INFO", "replication", "connected_slaves", "2"))
        watching = []
        for port in _free_ports(3):
            settings = folder / f"sentinel-{port}.conf"
            settings.write_text(
                f"sentinel monitor coach 127.0.0.1 {servers[0].port} 2\n"
                "sentinel down-after-milliseconds coach 1000\nsentinel failover-timeout coach 5000\n"
            )
            watching.append(TcpServer(folder / str(port), name, port, str(settings), "--sentinel"))
            stack.callback(watching[-1].kill)
            watching[-1].start()
        for sentinel in watching:
            _until(lambda at=sentinel: at.says("SENTINEL", "MASTERS", "num-other-sentinels", "b'2"))
            _until(lambda at=sentinel: at.says("SENTINEL", "MASTERS", "num-slaves", "b'2"))
        yield f"redis+sentinel://{','.join(f'127.0.0.1:{each.port}' for each in watching)}/coach", servers


def _form_cluster(ports: list[int]) -> None:
    nodes = [redis.Redis(port=port) for port in ports]
    share = 16384 // len(nodes) + 1
    for number, node in enumerate(nodes):
        node.execute_command("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
        node.execute_command(
            "CLUSTER", "ADDSLOTSRANGE", number * share, min(number * share + share, 16384) - 1
        )
    for node in nodes[1:]:
        node.execute_command("CLUSTER", "MEET", "127.0.0.1", ports[0])
    _until(lambda: all(node.cluster("info")["cluster_state"] == "ok" for node in nodes))
    for node in nodes:
        node.close()


def _knows_replicas(port: int) -> bool:
    """Whether this node of a cluster tells clients of a replica for every range of slots."""
    with redis.Redis(port=port) as client:
        return all(len(told) == 4 for told in client.execute_command("CLUSTER", "SLOTS"))


def _until(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + guards.SECONDS
    while not happens():
        assert time.monotonic() < deadline, "the servers do not come together"
        time.sleep(0.05)


def _free_ports(count: int) -> list[int]:
    # A cluster's bus listens 10,000 above the port, so both must be free.
    with contextlib.ExitStack() as held:
        ports: list[int] = []
        # Each process looks elsewhere first, so that tests side by side do not take each other's.
        for port in range(21000 + os.getpid() % 400 * 40, 40000):
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


def _until_it_answers(client: redis.Redis) -> None:
    deadline = time.monotonic() + guards.SECONDS
    while True:
        try:
            client.ping()
            break
        except redis.exceptions.ConnectionError:
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.02)
    client.close()
