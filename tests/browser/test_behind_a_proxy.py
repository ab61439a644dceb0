"""The page behind nginx, below a path of another site."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.served import Served, free_port
from tests.browser.visits import Visit
from tests.support import guards

_NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/errors warn; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{ return 404 "another site"; }}
{lines}
  }}
}}
"""


def test_a_whole_interview_below_a_path_of_another_site(
    tmp_path: Path, serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    port = free_port()
    served = serves(None, "--address", f"http://127.0.0.1:{port}/interview/")
    with nginx(tmp_path, port, served.port):
        visit = visits(Behind(served, f"http://127.0.0.1:{port}"))
        assert visit.tab.url == f"http://127.0.0.1:{port}/interview/"
        visit.begin()
        assert visit.tab.evaluate("window.socket.io.engine.transport.name") == "websocket"
        # What is said goes there, too.
        ready = "**/interview/speech/*/ready"
        visit.context.route(ready, lambda route: route.fulfill(json={"outcome": "ready", "line": ""}))
        with visit.tab.expect_request(ready):
            visit.tab.get_by_label("Speak the answers").click()
        visit.tab.locator(".voice.off").wait_for()
        visit.answer()
        visit.until_judged()
        visit.stop()
        visit.tab.get_by_role("link", name="Look at it again").last.click()
        visit.tab.locator(".criteria").wait_for()
        for name in ("Guides", "Practice", "Past", "Settings", "Interview"):
            visit.tab.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
            visit.tab.locator("main h1").wait_for()
            assert "/interview/" in visit.tab.url
        # What scripts send, a form, and a file.
        visit.go("/interview/guides")
        visit.tab.locator("input[type=file]").set_input_files(
            {
                "name": "another.md",
                "mimeType": "text/markdown",
                "buffer": b"# Questions\n\n### Why us?\n\n- You.\n",
            }
        )
        visit.tab.get_by_text("another.md is in.").wait_for()
        visit.go("/interview/past")
        visit.tab.get_by_role("button", name="Show").click()
        visit.tab.locator(".sessions a.name").click()
        with visit.tab.expect_download() as download:
            visit.tab.get_by_role("link", name="Markdown").click()
        assert "How " in Path(download.value.path()).read_text()


class Behind:
    """A page that is reached by way of a proxy."""

    def __init__(self, served: Served, at: str) -> None:
        self.at = at
        self.link = served.link


@contextmanager
def nginx(folder: Path, port: int, behind: int) -> Iterator[None]:
    """Debian's nginx with the lines that docs/web.md gives, while this is entered."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if found is None:
        pytest.skip("no nginx (Debian: apt install nginx-light)")
    guide = (Path(__file__).parents[2] / "docs" / "web.md").read_text("utf-8")
    lines = guide.partition("```nginx\n")[2].partition("```")[0].replace("8137", str(behind))
    assert "location /interview/" in lines
    configured = folder / "nginx.conf"
    configured.write_text(_NGINX.format(folder=folder, port=port, lines=lines))
    process = subprocess.Popen(
        [found, "-c", str(configured), "-e", str(folder / "errors"), "-p", str(folder)]
    )
    try:
        deadline = time.monotonic() + guards.SECONDS
        while not (folder / "pid").exists():
            assert process.poll() is None and time.monotonic() < deadline, (folder / "errors").read_text()
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(guards.SECONDS)
