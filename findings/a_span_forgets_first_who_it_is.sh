#!/usr/bin/env bash
# A span says at its start whose session it is and which model answers, and then gets an attribute for each part of a long
# conversation. What is sent off has the last 128 of them: who it was is gone, and of its events the first ones are, too.
#
# Library: opentelemetry-sdk 1.45.2 (set_attribute, add_event, the limits at their defaults of 128).
# open-telemetry/opentelemetry-go#2554 and opentelemetry-ruby#1534 told the same of two others, where it was mended.
# Guess, written down before the run: what goes beyond the limit is discarded, as the specification has it ("MUST discard that
# key/value pair", of the one whose addition would exceed the limit), so that what was set first stays.
# Behaviour: the oldest is thrown out for each new one. To set a value again makes it the newest. What a span is found by is set
# at its start, mostly by instrumentation, and is the first to go; numbered attributes for each message of a conversation, as
# conventions for models have them, are what pushes it out, so that long sessions are those that no search by session or model
# finds. A warning is logged for attributes, none for events; the counts of what was dropped are right.
# Output seen:
#   short: session: True, model: True, first part: part.0, last: part.99, first event: word 0
#   long:  session: False, model: False, first part: part.72, last: part.199, first event: word 72
#   dropped: 74 attributes, 72 events
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "opentelemetry-sdk==1.45.2" "opentelemetry-api==1.45.2"
cat >"$here/try.py" <<'PYTHON'
import logging
import sys

from opentelemetry.sdk.trace import TracerProvider

logging.disable(logging.WARNING)
tracer = TracerProvider().get_tracer("interview")


def told(parts):
    with tracer.start_as_current_span("answer", attributes={"session.id": "s1", "model": "m1"}) as span:
        for number in range(parts):
            span.set_attribute(f"part.{number}", number)
            span.add_event(f"word {number}")
    names = [name for name in span.attributes if name.startswith("part")]
    kept = ("session.id" in span.attributes, "model" in span.attributes)
    return (*kept, names[0], names[-1], span.events[0].name), (span.dropped_attributes, span.dropped_events)


short, _ = told(100)
long, dropped = told(200)
for name, (session, model, first, last, event) in {"short:": short, "long:": long}.items():
    print(f"{name:6} session: {session}, model: {model}, first part: {first}, last: {last}, first event: {event}")
print(f"dropped: {dropped[0]} attributes, {dropped[1]} events")
expected = (
    (True, True, "part.0", "part.99", "word 0"),
    (False, False, "part.72", "part.199", "word 72"),
    (74, 72),
)
sys.exit((short, long, dropped) != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
