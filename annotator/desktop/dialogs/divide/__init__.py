"""The parts of the dialog that divides a project."""
