"""One project in one SQLite file. Nothing outside this room knows SQL."""

from annotator.store.store import Store, TableError

__all__ = ["Store", "TableError"]
