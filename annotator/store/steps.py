"""What tells a project file, without importing what can change one: opening an up-to-date project is quick."""

from __future__ import annotations

APPLICATION_ID = 0x48534859
"""`HSHY`, written into the file's header, so that a project is told from any other database."""

KNOWN = (
    "m001_tables",
    "m002_search",
    "m003_order",
    "m004_schema",
    "m005_splits",
    "m006_verdicts",
    "m007_team",
    "m008_decisions",
)
"""The names of all migrations, the oldest first."""
