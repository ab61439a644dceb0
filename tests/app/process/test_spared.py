"""What others' packages import for uses that are none of ours is not imported, and is there for who asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.process.spared import UNOPENED

ROOT = Path(__file__).resolve().parents[3]


def _run(*lines: str) -> list[str]:
    code = "\n".join(("import sys; from app.process.spared import spare; spare()", *lines))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_redis_goes_without_opentelemetry_and_others_do_not() -> None:
    pytest.importorskip("opentelemetry.sdk.metrics")
    assert _run(
        "import redis.asyncio; from redis.observability import providers",
        "print(providers.OTEL_AVAILABLE, 'opentelemetry' in sys.modules)",
        "from opentelemetry.sdk.metrics import MeterProvider",
        "print(MeterProvider is not None)",
    ) == ["False", "False", "True"]


def test_langsmith_goes_without_opentelemetry_and_others_do_not() -> None:
    pytest.importorskip("opentelemetry.sdk.trace")
    assert _run(
        "import langsmith.client; print('opentelemetry.sdk' in sys.modules)",
        "from opentelemetry.sdk.trace import TracerProvider",
        "print(TracerProvider.__module__.partition('.')[0])",
    ) == ["False", "opentelemetry"]


def test_redis_imports_no_cluster_for_one_server() -> None:
    found = _run("import memory.connection, memory.reviving", "print(*sys.modules)")

    assert {"redis.client", "redis.asyncio.client"} <= set(found)
    assert not {"redis.cluster", "redis.asyncio.cluster", "redis.keyspace_notifications"} & set(found)


def test_what_is_installed_is_read_when_it_is_asked_for() -> None:
    assert _run(
        "from importlib.metadata import entry_points",
        "print('email.message' in sys.modules)",
        "print(len(entry_points(group='console_scripts')) > 0)",
        "from importlib import metadata",
        "print(type(metadata).__name__, metadata.entry_points(group='no such group') == ())",
    ) == ["False", "True", "module", "True"]


def test_langgraph_imports_the_clients_of_no_service() -> None:
    found = _run("import langgraph.graph", "print(*sys.modules)")

    assert {"langgraph_sdk.auth.types", "langsmith.types.run_select_field"} <= set(found)
    assert not {"langgraph_sdk.client", "langsmith.types.run", "httpx", "websockets"} & set(found)


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("langgraph_sdk", "get_client"),
        ("langsmith.types", "SandboxResponse"),
        ("redis", "RedisCluster"),
        ("redis.asyncio", "RedisCluster"),
        ("importlib.metadata", "version"),
    ],
)
def test_who_asks_for_a_name_has_it(package: str, name: str) -> None:
    assert package in UNOPENED
    assert _run(
        f"import {package} as package",
        f"print(type(package).__name__, '{name}' in vars(package))",
        f"from {package} import {name}",
        f"print(type(package).__name__, {name}.__name__, package.{name} is {name})",
        "print(hasattr(package, 'no_such_name'), package.__file__ == package.__spec__.origin)",
    ) == ["_Package", "False", "module", name, "True", "False", "True"]


def test_threads_that_ask_at_once_all_have_it() -> None:
    assert _run(
        "import langgraph_sdk as package",
        "from concurrent.futures import ThreadPoolExecutor as Threads",
        "with Threads(8) as threads: got = set(threads.map(lambda _: package.get_client, range(8)))",
        "print(len(got))",
    ) == ["1"]


def test_a_name_that_is_not_there_is_no_name_of_it() -> None:
    assert _run(
        "import langgraph_sdk as package",
        "try: package.no_such_name",
        "except AttributeError as error: print(error.name or str(error).split()[-1])",
    ) == ["no_such_name"]
