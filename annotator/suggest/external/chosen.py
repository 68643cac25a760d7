"""Which encoder the user of this machine has chosen for a project.

An encoder is a file of this machine, so the choice is kept in the user's own folder, never in the project: a project
that comes from a stranger names no file that would be opened.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from annotator import paths
from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.suggest.external.encoder import Encoder, OnnxEncoder
from annotator.suggest.external.kept import keep, kept
from annotator.words import _


@frozen
class Choice:
    """The paths of an ONNX file and of its tokenizer (empty: the one beside it), and the layer that is taken (empty:
    the one two thirds of the way up)."""

    model: str
    tokenizer: str = ""
    output: str = ""

    def opened(self) -> OnnxEncoder:
        """The encoder. Raises BadInput where the files are not there."""
        return OnnxEncoder(Path(self.model), Path(self.tokenizer) if self.tokenizer else None, self.output)

    @property
    def id(self) -> str:
        """The `id` of the encoder, which is not worked out anew while the files stay as they are. Raises BadInput."""
        files = self.opened().files
        try:
            return _id(self, tuple((stat.st_mtime_ns, stat.st_size) for stat in (file.stat() for file in files)))
        except OSError as error:
            raise BadInput(_("The encoder “{path}” cannot be read.").format(path=self.model)) from error


@lru_cache(maxsize=8)
def _id(choice: Choice, _as_the_files_are: object) -> str:
    return choice.opened().id


def chosen(project: Path) -> Choice | None:
    """What was chosen for the project at this path; None where nothing was."""
    told = kept(paths.encoders_file()).get(_key(project))
    try:
        return Choice(**told) if isinstance(told, dict) else None
    except TypeError:
        return None


def choose(project: Path, choice: Choice | None) -> None:
    """Choose an encoder for the project at this path, or none. Raises Unwritable."""
    others = {key: told for key, told in kept(paths.encoders_file()).items() if key != _key(project)}
    keep(paths.encoders_file(), others | ({_key(project): asdict(choice)} if choice else {}))


def encoder_for(project: Path, id: str) -> Encoder | None:  # noqa: A002
    """The encoder of a project where it is the one called `id`, and can be used; else None."""
    choice = chosen(project)
    if not id or choice is None:
        return None
    try:
        encoder = choice.opened() if choice.id == id else None
        return encoder if encoder is not None and encoder.size else None
    except BadInput:
        return None


def _key(project: Path) -> str:
    return hashlib.sha256(str(project.resolve()).encode()).hexdigest()
