"""The bench: the window in which a lead decides where annotators differ."""
