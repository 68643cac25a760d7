"""What is known of the panels before they are made."""

SPANS, EVENTS, CHAINS, PROBLEMS = range(4)
"""The views of what is marked in the Article, in the order of their tabs."""
ALTERNATIVE_KEYS = "123"
"""The keys of what else a date may be, in the order in which that is shown."""
