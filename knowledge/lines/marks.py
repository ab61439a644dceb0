"""The signs that say of what follows them that it is bad, or good."""

from __future__ import annotations

BAD_MARK = r"(?:❌|✗|✖|✘|🚫|⛔|🚩|👎|🔴|×(?=\s)|^X(?=\s+[\"“„«]))\ufe0f?"
GOOD_MARK = r"(?:✅|✔|✓|☑|👍|🟢)\ufe0f?"
