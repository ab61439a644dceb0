#!/usr/bin/env bash
# A conversation is cut to what fits, the newest first. Somebody pastes a long text with a question, and the model is sent its
# instructions and nothing else: not the question, and not the short ones before it, which would have fitted.
#
# Library: langchain-core 1.8.3 (trim_messages with strategy="last", include_system=True, start_on="human", as its guide has
# it).
# Guess, written down before the run: the last question stays, cut or whole, or it raises.
# Behaviour: messages are taken from the end as long as they fit, and the first that does not fit ends it: with the last one too
# long nothing is taken. What comes back is a list as ever, of the system message alone; without one it is empty. The model then
# answers something, and it is not told that it was asked. allow_partial=True keeps a part of the question, if it has several
# lines: a long line is dropped as before, unless a splitter of text is given.
# Output seen (the limit is 200 tokens, counted approximately):
#   before:                    system human ai human
#   short question:            system human ai human
#   long question:             system
#   no system message:         none
#   allow_partial, one line:   system
#   allow_partial, 40 lines:   system human
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, trim_messages
from langchain_core.messages.utils import count_tokens_approximately


def conversation(question):
    told = [SystemMessage("You are an interviewer."), HumanMessage("Hello."), AIMessage("Hello. Ask me.")]
    return [*told, HumanMessage(question)]


def trimmed(messages, **further):
    kept = trim_messages(
        messages,
        max_tokens=200,
        token_counter=count_tokens_approximately,
        strategy="last",
        include_system=True,
        start_on="human",
        **further,
    )
    return " ".join(message.type for message in kept)


short, long, lines = "What is a lock?", "word " * 400 + "What is a lock?", "ten words or so in each line here\n" * 40
seen = {
    "before": " ".join(message.type for message in conversation(short)),
    "short question": trimmed(conversation(short)),
    "long question": trimmed(conversation(long)),
    "no system message": trimmed(conversation(long)[1:]),
    "allow_partial, one line": trimmed(conversation(long), allow_partial=True),
    "allow_partial, 40 lines": trimmed(conversation(lines), allow_partial=True),
}
for name, kinds in seen.items():
    print(f"{name + ':':26} {kinds or 'none'}")
whole = "system human ai human"
sys.exit(list(seen.values()) != [whole, whole, "system", "", "system", "system human"])
PYTHON
"$here/venv/bin/python" "$here/try.py"
