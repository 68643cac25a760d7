"""Lists in which what is ticked is what will be done: under headings, with mouse and keys, painted alike."""
