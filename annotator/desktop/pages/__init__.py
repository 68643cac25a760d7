"""What fills the window: the start page, and the page for annotating. Pages wire panels to the Workspace."""
