"""Recommenders: each proposes Spans that are not yet anyone's."""
