"""How alike texts are in a space of meaning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Similarity = Callable[[list[str], list[str]], NDArray[np.floating] | None]
"""The cosines of the first texts (rows) and the second (columns), -1 to 1; None where nothing embeds them."""
