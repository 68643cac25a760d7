"""The dialog in which the columns of a table are told what they hold, before its rows become Articles."""
