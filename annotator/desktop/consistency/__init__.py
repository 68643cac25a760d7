"""The window in which what is marked in several ways is looked through and made alike."""
