"""One project in one SQLite file. Nothing outside this room knows SQL."""

from annotator.store.store import Store

__all__ = ["Store"]
