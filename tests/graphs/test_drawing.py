from graphs import drawing


def test_the_documented_graph_is_the_compiled_one() -> None:
    document = drawing.ARCHITECTURE.read_text(encoding="utf-8")

    assert "ask_question --> await_answer" in document and "__start__ --> plan_drill" in document
    assert drawing.drawn(document) == document, "run: python -m graphs.drawing"
