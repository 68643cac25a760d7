"""The adapters that travel with the program: scripts that speak for libraries in environments of their own."""

from __future__ import annotations

from pathlib import Path

from annotator import paths

FOLDER = "{adapters}"
"""What stands in a command for the folder of the adapters, wherever the program is installed."""

ADAPTERS = {"spacy": "spacy_pipeline.py", "huggingface": "huggingface.py", "gliner": "gliner_labels.py"}
"""The scripts by the library that they speak for. They are no part of the program and never imported by it."""


def command(library: str, python: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs the adapter for a library with the Python of the environment that has it.

    >>> command("spacy", "/opt/spacy/bin/python", "ar_news")
    ('/opt/spacy/bin/python', '{adapters}/spacy_pipeline.py', 'ar_news')
    """
    return python, f"{FOLDER}/{ADAPTERS[library]}", *arguments


def filled(part: str) -> str:
    """A part of a command with the folder of the adapters in its place."""
    return part.replace(FOLDER, str(folder()))


def folder() -> Path:
    """Where the adapters are."""
    return paths.resources() / "external"
