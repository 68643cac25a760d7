"""A dataset in a folder that others train with: its data, and all that is told of them."""
