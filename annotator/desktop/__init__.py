"""The window: the only room that knows Qt."""

from annotator.desktop.sheltering import shelter

shelter()
