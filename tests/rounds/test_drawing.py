"""A drawing in text or Mermaid is read into components and arrows, and hostile ones end."""

from __future__ import annotations

import pytest

from rounds.design.drawing import MOST_COMPONENTS
from rounds.design.sketches import sketched


def read(text: str) -> set[str]:
    drawn = sketched(text.splitlines()).drawn
    return {f"{drawn.components[one]}>{drawn.components[other]}" for one, other in drawn.arrows}


@pytest.mark.parametrize(
    ("text", "arrows"),
    [
        ("[App] -> [API] --> (Store)", {"App>API", "API>Store"}),
        (
            "Navegador → Pasarela → Redis, Postgres",
            {"Navegador>Pasarela", "Pasarela>Redis", "Pasarela>Postgres"},
        ),
        ("客户端 → 网关 → 数据库", {"客户端>网关", "网关>数据库"}),
        ("A <- B", {"B>A"}),
        ("A <-> B", {"A>B", "B>A"}),
        ("API (4 instances) => DB", {"API>DB"}),
        (
            "flowchart LR\n  a[App] --> b([Queue]) & c[(Store)]\n  b -- takes --> d{{Worker}}\n"
            "  d -.->|writes| c",
            {"App>Queue", "App>Store", "Queue>Worker", "Worker>Store"},
        ),
        ('graph TD;A["a (b)"]==>B;B<--C', {"a (b)>B", "C>B"}),
        ("graph TD\n A --> B\n subgraph x\n B --> C\n end\n style A fill:#fff", {"A>B", "B>C"}),
        ("sequenceDiagram\n participant A as App\n A->>B: asks\n B-->>A: answers", {"App>B", "B>App"}),
        (
            "CLIENT\n  ↓\n┌───────┐\n│ API   │ (4 of them)\n│ - auth│\n└───┬───┘\n    ↓\n"
            "┌───────┐  ┌──────┐\n"
            "│ Redis │  │ Disk │\n└───────┘  └──────┘",
            {"CLIENT>API", "API>Redis", "API>Disk"},
        ),
    ],
)
def test_arrows_are_read(text: str, arrows: set[str]) -> None:
    assert read(text) == arrows


@pytest.mark.parametrize(
    "text",
    [
        "If the queue is behind -> we show the original photo until it has caught up again.",
        "From 4 hours to 40 minutes, which is -90 %",
        "I would use a cache. The end.",
        "x = a > b",
    ],
)
def test_words_are_no_drawing(text: str) -> None:
    found = sketched([text])

    assert found.drawn.components == ()
    assert [line for _, line in found.words] == [text]


def test_words_and_drawing_are_told_apart_with_their_lines() -> None:
    found = sketched("How many a day?\n```mermaid\ngraph TD\nA --> B\n```\nA asks B.".splitlines())

    assert [line for line, _ in found.words] == [1, 6]
    assert found.lines == (3, 4)
    assert found.drawn.components == ("A", "B")


def test_what_is_not_understood_is_counted() -> None:
    assert sketched(["graph TD", "A --> B", "!!! ???"]).not_read == 1


@pytest.mark.parametrize(
    "text",
    [
        "A-->" * 30_000,
        "a->b\n" * 20_000,
        "graph TD\n" + "A[" * 20_000,
        "graph TD\nA" + "-" * 40_000 + ">B",
        "graph TD\n" + "&" * 40_000,
        "graph TD\n" + ("A[(" * 1000 + ")]") * 100,
        "│" * 50_000,
        "┌─┐\n│a│\n└─┘\n ↓\n" * 3000,
        "sequenceDiagram\n" + "a" * 50_000 + "->>b",
        "graph TD\n" + "\n".join(f"N{n} --> N{n + 1}" for n in range(500)),
        "\x00\ud800 -> \x1b[31m",
    ],
)
def test_hostile_drawings_end_within_their_bounds(text: str) -> None:
    assert len(sketched(text.split("\n")).drawn.components) <= MOST_COMPONENTS
