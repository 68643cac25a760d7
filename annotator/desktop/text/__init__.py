"""The article view: where letters stand, what is painted on them, and what the mouse and the keys mean."""
