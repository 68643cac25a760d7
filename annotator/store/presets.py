"""The Schemas that travel with the program, and those in files of the user's."""

from __future__ import annotations

from pathlib import Path

import orjson

from annotator import paths
from annotator.errors import BadInput
from annotator.model.schema import Schema
from annotator.model.schema_json import from_json
from annotator.words import _


def schema_names() -> list[str]:
    """The names of the Schemas that travel with the program."""
    return sorted(path.stem for path in (paths.resources() / "schemas").glob("*.json"))


def schema_named(name: str) -> Schema:
    """The Schema that travels with the program under `name`, or the one in the JSON file of that path."""
    path = paths.resources() / "schemas" / f"{name}.json"
    if name not in schema_names():
        path = Path(name)
        if not paths.is_file(path):
            raise BadInput(
                _("There is no schema “{name}”; known: {known}, or the path of a JSON file.").format(
                    name=name, known=", ".join(schema_names())
                )
            )
    try:
        return from_json(orjson.loads(path.read_bytes()))
    except orjson.JSONDecodeError as error:
        raise BadInput(_("“{path}” is not a schema: not JSON: {detail}").format(path=path, detail=error.msg)) from error
    except OSError as error:
        raise BadInput(_("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)) from error
