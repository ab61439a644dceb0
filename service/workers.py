"""The process that starts the workers of a service, sees that they live, and ends them in time."""

from __future__ import annotations

import logging
import multiprocessing.connection as connections
import time
from socket import socket

from uvicorn.config import STARTUP_FAILURE, Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

_log = logging.getLogger("uvicorn.error")
_SECONDS_BETWEEN_LOOKS = 0.2


class Workers(Multiprocess):
    """uvicorn's, but that waiting for a worker's sign of life holds up nothing.

    There a signal is not looked at before the worker answers or its time (two minutes of ours) is over, which
    it is for a worker that died after it was asked, too: Ctrl-C while workers start seemed to do nothing.
    A worker that has not ended `seconds_to_end` after it was told to is killed.
    """

    def __init__(self, config: Config, sockets: list[socket], seconds_to_end: float) -> None:
        super().__init__(config, sockets)
        self._seconds_to_end = seconds_to_end

    def keep_subprocess_alive(self) -> None:
        """Put a new worker in the place of each that is dead or says nothing."""
        for index, worker in enumerate(self.processes):
            if self._lives(worker) or self._is_told:
                continue
            worker.kill()
            worker.join()
            if worker.process.exitcode == STARTUP_FAILURE:  # Its successor could not serve, either.
                _log.error("A worker failed to start: the others are ended.")
                self.should_exit.set()
                return
            self.processes[index] = Process(self.config, self.sockets)
            self.processes[index].start()

    def join_all(self) -> None:
        """Wait until all have ended."""
        until = time.monotonic() + self._seconds_to_end
        for worker in self.processes:
            worker.process.join(max(0.0, until - time.monotonic()))
            if worker.process.is_alive():
                _log.error("Worker %s did not end, and was killed.", worker.pid)
                worker.kill()
            worker.join()

    @property
    def _is_told(self) -> bool:
        return bool(self.signal_queue) or self.should_exit.is_set()

    def _lives(self, worker: Process) -> bool:
        """Whether `worker` gives a sign of life in its time; what is not known when a signal comes is so."""
        until = time.monotonic() + self.config.timeout_worker_healthcheck
        try:
            worker.parent_conn.send(b"ping")
            while time.monotonic() < until and not self._is_told:
                seen = connections.wait([worker.parent_conn, worker.process.sentinel], _SECONDS_BETWEEN_LOOKS)
                if worker.parent_conn in seen:
                    worker.parent_conn.recv()
                    return True
                if seen:
                    return False
        except (OSError, EOFError):
            return False
        return self._is_told
