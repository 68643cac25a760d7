"""The Arabic language: text in, values out."""
