"""Recommenders outside of the program: processes, services, language models and plug-ins, off until they are set up.

What comes from them is never believed: `duties` makes Suggestions of what can be made of it, and counts the rest.
"""
