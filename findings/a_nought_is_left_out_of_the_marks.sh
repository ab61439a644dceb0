#!/usr/bin/env bash
# A prompt lists the marks so far: 8, 0 and 6. The model is told of 8 and 6: what was answered with nothing at all is not in the
# list. And of what was met and not, True and False, it is told all the values that the program has, in place of True.
#
# Library: langchain-core 1.8.3 (PromptTemplate with template_format="mustache"), beside pystache 0.6.8.
# langchain-ai/langchain#38555 tells of the nought, and was closed.
# Guess, written down before the run: a value of 0 is "0" wherever it stands, and "<" and "&" stay as they are, since a prompt
# is no page. (Of True none was written down: it was tried beside.)
# Behaviour: a list's part of a template is written once for each item, as the manual of Mustache has it. An item that Python
# takes for false (0, 0.0, "", False, an empty dictionary) is skipped with all that stands around it. An item that is True is
# taken for a mere condition, so that "the item" is what stands around the list: all values of the prompt, written as a
# dictionary of Python. {{x}} by itself, and {{x}} within items that are dictionaries, have their 0, so that a template for
# one mark is right and the same for many is not. "<" and "&" go to the model as entities, as that manual has it for pages.
# Output seen:
#   langchain: marks 8. 6.        met: {'met': [True, False], 'who': 'Ada'}     one mark 0  of dictionaries 8. 0. 6.
#   pystache:  marks 8. 0. 6.     met: True False                               one mark 0  of dictionaries 8. 0. 6.
#   langchain, p < .05 & n = 9: p &lt; .05 &amp; n = 9
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-core==1.8.3" "pystache==0.6.8"
cat >"$here/try.py" <<'PYTHON'
import sys

import pystache
from langchain_core.prompts import PromptTemplate


def by_langchain(template, **values):
    return PromptTemplate.from_template(template, template_format="mustache").invoke(values).to_string()


def by_pystache(template, **values):
    return pystache.render(template, values)


def written(render):
    return (
        render("{{#marks}}{{.}}. {{/marks}}", marks=[8, 0, 6]).strip(),
        render("{{#met}}{{.}} {{/met}}", met=[True, False], who="Ada").strip(),
        render("{{mark}}", mark=0),
        render("{{#marks}}{{mark}}. {{/marks}}", marks=[{"mark": 8}, {"mark": 0}, {"mark": 6}]).strip(),
    )


seen = {"langchain": written(by_langchain), "pystache": written(by_pystache)}
for name, (marks, met, mark, each) in seen.items():
    print(f"{name + ':':10} marks {marks:12} met: {met:39}  one mark {mark}  of dictionaries {each}")
signs = by_langchain("{{said}}", said="p < .05 & n = 9")
print(f"langchain, p < .05 & n = 9: {signs}")
expected = {
    "langchain": ("8. 6.", "{'met': [True, False], 'who': 'Ada'}", "0", "8. 0. 6."),
    "pystache": ("8. 0. 6.", "True False", "0", "8. 0. 6."),
}
sys.exit(seen != expected or signs != "p &lt; .05 &amp; n = 9")
PYTHON
"$here/venv/bin/python" "$here/try.py"
