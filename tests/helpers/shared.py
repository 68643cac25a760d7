"""Where real and gold data are, beside the checkout; tests that want them say what they leave out without."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared"
