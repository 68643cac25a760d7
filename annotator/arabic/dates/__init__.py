"""Time expressions of Arabic news: where they are, and which TIMEX3 type and value they have."""

from annotator.arabic.dates.expression import Alternative, Confidence, TimeExpression
from annotator.arabic.dates.finder import find, read

__all__ = ["Alternative", "Confidence", "TimeExpression", "find", "read"]
