"""Chat models: providers, and structured output that survives real servers."""

import os

from telemetry.quiet import switch_off

# Here, so that it comes before the first import of any library in this package.
switch_off(os.environ)
