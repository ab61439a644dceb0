"""Reading variants as a person types them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.past.variants.variant import BadVariant, Variant, read_variants
from domain.errors import BadSetting
from prompts import loader as prompts

SHIPPED = Path(prompts.__file__).parent / "evaluator" / "judge.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose judge is told something more."""
    own = tmp_path / "mine" / "evaluator" / "judge.md"
    own.parent.mkdir(parents=True)
    text = SHIPPED.read_text(encoding="utf-8").replace("## System\n", "## System\n\nBe harsh.\n")
    own.write_text(text, encoding="utf-8")
    return tmp_path / "mine"


def test_the_draft_a_model_and_a_model_with_prompts_of_ones_own(folder: Path) -> None:
    draft, plain, own, named = read_variants(
        ["draft", "ollama:a:3b", f"ollama:a:3b@{folder}", f"strict=@{folder}"], model="ollama:b"
    )

    assert draft == Variant(name="draft", model="draft")
    assert (plain.name, plain.model, plain.prompts) == ("ollama:a:3b", "ollama:a:3b", None)
    assert (own.model, own.prompts) == ("ollama:a:3b", folder)
    assert own.prompt.startswith(f"{plain.prompt}+")
    assert (named.name, named.model, named.prompts) == ("strict", "ollama:b", folder)


def test_a_folder_of_the_settings_counts_where_a_variant_names_none(folder: Path) -> None:
    (variant,) = read_variants(["ollama:a"], prompts_folder=folder)
    assert "+" in variant.prompt and variant.prompts is None


def test_a_model_whose_name_has_an_at_sign_is_written_with_one_more() -> None:
    (variant,) = read_variants(["ollama:a@sha@"])
    assert (variant.model, variant.prompts) == ("ollama:a@sha", None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["draft", "draft"], "given twice"),
        (["ollama:a", "two=OLLAMA:a"], "judges just as ollama:a does"),
        (["one=draft", "one=ollama:a"], "a variant one already"),
        (["draft@."], "no prompts"),
        (["ollama:a@nowhere"], "no folder nowhere"),
        (["ollama:a,ollama:b"], "one model"),
        (["@."], "names no model"),
        ([""], "names no model"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_was_typed(given: list[str], told: str) -> None:
    with pytest.raises(BadVariant, match=told) as error:
        read_variants(given)
    assert f"--variant {given[-1]}: " in str(error.value)


def test_a_folder_without_the_judges_prompt_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadVariant, match=r"has no evaluator/judge\.md"):
        read_variants([f"ollama:a@{tmp_path}"])


def test_a_folder_with_the_shipped_text_is_no_other_variant(tmp_path: Path) -> None:
    (tmp_path / "evaluator").mkdir()
    shutil.copy(SHIPPED, tmp_path / "evaluator" / "judge.md")

    with pytest.raises(BadVariant, match="judges just as ollama:a does"):
        read_variants(["ollama:a", f"ollama:a@{tmp_path}"])


@pytest.mark.parametrize("given", ["opnai:x", "nonsense"])
def test_a_model_that_cannot_be_is_named(given: str) -> None:
    with pytest.raises(BadSetting, match=given):
        read_variants(["draft", given])


def test_reading_leaves_no_folder_in_use(folder: Path) -> None:
    read_variants([f"ollama:a@{folder}"])
    assert prompts.load("evaluator/judge").edition == ""
