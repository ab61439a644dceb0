"""What an embedding server is sent holds no personal data, unless masking is switched off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.openai_server import OpenAIServer
from tests.support.past import Told, Workspace

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]

GUIDE = """# Platform notes

### Q1: Who owned the nightly job at Brightwater?

**Answer:** I replaced the nightly batch with a stream of parcel events. Alerts went to
night.shift@example.org and to 10.20.30.40. The run went from four hours to forty minutes.
"""
ANSWER = "I replaced the nightly batch at Brightwater and told +44 20 7946 0958 about it.\n/stop\n"
PERSONAL = ("night.shift@example.org", "10.20.30.40", "7946 0958")


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def guide(tmp_path: Path) -> str:
    (tmp_path / "platform.md").write_text(GUIDE, encoding="utf-8")
    return str(tmp_path / "platform.md")


def begin(workspace: Workspace, server: OpenAIServer, guide: str, *options: str, names: str = "") -> Told:
    told = workspace.run(
        *("start", "--guides", guide, "--seed", "1", *options),
        given=ANSWER,
        INTERVIEW_EMBEDDINGS="test-embedder",
        OPENAI_BASE_URL=server.base_url,
        INTERVIEW_MASK_NAMES=names,
    )
    assert told.code == 0
    return told


def test_passages_and_answers_go_out_masked(workspace: Workspace, server: OpenAIServer, guide: str) -> None:
    begin(workspace, server, guide, names="Brightwater")

    sent = "\n".join(server.embedded)
    assert "stream of parcel events" in sent
    assert all(mark in sent for mark in ("[email]", "[host]", "[phone]", "[name]"))
    assert not any(value in sent for value in (*PERSONAL, "Brightwater"))


def test_no_mask_sends_them_as_they_are_and_says_so(
    workspace: Workspace, server: OpenAIServer, guide: str
) -> None:
    told = begin(workspace, server, guide, "--no-mask")

    sent = "\n".join(server.embedded)
    assert all(value in sent for value in PERSONAL)
    assert "go to the embedding server as they are" in told.out


def test_switching_masking_builds_the_index_anew_and_takes_no_vector_from_the_other_side(
    workspace: Workspace, server: OpenAIServer, guide: str
) -> None:
    begin(workspace, server, guide, "--no-mask")
    server.embedded.clear()

    told = begin(workspace, server, guide)

    assert "another embedding model or masking: building it anew" in " ".join(told.out.split())
    assert any("[email]" in text for text in server.embedded)
    server.embedded.clear()
    again = begin(workspace, server, guide)
    assert "building it anew" not in again.out
    # Its dimensions are asked for in every process.
    assert set(server.embedded) <= {"dimensions"}
