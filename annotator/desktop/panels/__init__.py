"""The panels around the Article. Each draws and reports; the page wires them to the Workspace."""
