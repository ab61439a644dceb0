"""What a terminal that is not UTF-8 is sent."""

import json
from io import BytesIO, TextIOWrapper

import pytest

from app import terminal
from app.display.encodable import make_encodable


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "“Weak · 23” █░ 一 – ok …"),
        ("latin-1", "'Weak · 23' #. ? - ok ..."),
        ("ascii", "'Weak - 23' #. ? - ok ..."),
    ],
)
def test_a_sign_that_the_encoding_lacks_is_the_nearest_one(encoding: str, shown: str) -> None:
    written = BytesIO()
    stream = TextIOWrapper(written, encoding=encoding)
    make_encodable(stream)

    print("“Weak · 23” █░ 一 – ok …", end="", file=stream, flush=True)

    assert written.getvalue().decode(encoding) == shown


def test_half_a_sign_of_a_file_name_costs_a_sign() -> None:
    written = BytesIO()
    stream = TextIOWrapper(written, encoding="utf-8")
    make_encodable(stream)

    print("guide-\udcfc.md", end="", file=stream, flush=True)

    assert written.getvalue() == b"guide-?.md"


def test_json_loses_no_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    written = BytesIO()
    stream = TextIOWrapper(written, encoding="latin-1")
    make_encodable(stream)
    monkeypatch.setattr("sys.stdout", stream)

    terminal.print_json({"said": "“vierzig” → 一"})
    stream.flush()

    assert json.loads(written.getvalue().decode("latin-1")) == {"said": "“vierzig” → 一"}
