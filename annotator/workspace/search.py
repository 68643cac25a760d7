"""What a search is asked and what it answers with; apart, since a start does without it."""

from annotator.arabic.text import Level
from annotator.store.search import CONTEXT, Hit, Manner, Query

__all__ = ["CONTEXT", "Hit", "Level", "Manner", "Query"]
