"""The parts of the schema editor: a draft that knows no Qt, and the widgets that change it."""
