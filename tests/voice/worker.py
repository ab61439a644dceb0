"""Stands in for the recogniser's process: replies as its first argument says."""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(how: str) -> None:
    if how == "does not start":
        sys.exit(3)
    say({"languages": ["en", "de", "zh"]})
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        data = sys.stdin.buffer.read(asked["size"])
        match how:
            case "dies":
                sys.exit(7)
            case "hangs":
                time.sleep(600)
            case "refuses":
                say({"refused": "bad audio", "why": "it is damaged."})
            case "silence":
                say({"words": [], "speech": []})
            case "dots":
                say({"words": [[" ...", 0.0, 0.1, 0.9]], "speech": [[0.0, 0.2]]})
            case "echoes":
                words = [[" Said.", 0.0, 0.5, 0.9], *[[" IAM,", 0.5, 0.6, 0.0]] * 3]
                say({"words": words, "speech": [[0.0, 1.0]]})
            case "Chinese":
                say({"words": [["我们", 0.0, 0.5, 0.9], ["用", 0.5, 0.6, 0.9]], "speech": [[0.0, 1.0]]})
            case _:
                prompt = asked["prompt"].replace(", ", "+") or "nothing"
                words = [[f" {prompt}", 0.0, 0.5, 0.9], [" 0", 0.5, 0.7, 0.9], [".71", 0.7, 0.9, 0.3]]
                words.append([f" {len(data)}", 1.0, 1.5, 0.99])
                say({"words": words, "speech": [[0.0, 1.5]]})


if __name__ == "__main__":
    main(sys.argv[1])
