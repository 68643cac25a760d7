"""What machine learning gets out of a project."""
