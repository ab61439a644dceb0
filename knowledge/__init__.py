"""Guides to talking points, to an index, to grounded passages."""

import os

from telemetry.quiet import switch_off

# Here, so that it comes before the first import of any library in this package.
switch_off(os.environ)
