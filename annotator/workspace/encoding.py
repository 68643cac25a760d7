"""The encoder of a project on this machine: a file that gives words vectors, as evidence for what learns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.words import _
from annotator.workspace.suggesting import Suggesting

if TYPE_CHECKING:
    from annotator.suggest.external.chosen import Choice
    from annotator.suggest.model import Model


class Encoding(Suggesting):
    """The verbs for the encoder. It never leaves this machine, and no other machine learns of it."""

    def encoder(self) -> Choice | None:
        """What the user of this machine has chosen for the project; None where nothing was."""
        from annotator.suggest.external.chosen import chosen

        return chosen(self.path)

    def choose_encoder(self, model: Path, tokenizer: Path | None = None, output: str = "") -> int:
        """Give words vectors by an ONNX file from the next training on, with the tokenizer.json that belongs to it (by
        default the one beside it) and the layer called `output` (by default the one two thirds of the way up). It is
        tried; returns how many numbers a vector has.

        Raises BadInput where the files cannot be used, and Unwritable.
        """
        from annotator.suggest.external.chosen import Choice, choose

        choice = Choice(str(model.absolute()), str(tokenizer.absolute()) if tokenizer else "", output)
        size = choice.opened().size
        choose(self.path, choice)
        self._forget_learned()
        return size

    def forget_encoder(self) -> None:
        """Learn without vectors from the next training on. Raises Unwritable."""
        from annotator.suggest.external.chosen import choose

        choose(self.path, None)
        self._forget_learned()

    def lacks_encoder(self, model: Model) -> str:
        """Why what was learned cannot be used here for want of its encoder; empty where it can."""
        from annotator.suggest.external.chosen import encoder_for

        if not model.encoder or encoder_for(self.path, model.encoder) is not None:
            return ""
        return _("It was learned with an encoder that is not chosen here. Train again, or choose that one.")

    def goes_by_another_encoder(self, model: Model | None) -> bool:
        """Whether a training would have another encoder than the model has, or one where it has none."""
        choice = self.encoder()
        if model is None or choice is None:
            return model is not None and bool(model.encoder)
        try:
            return choice.id != model.encoder
        except BadInput:  # nothing can be learned with it
            return False

    def _forget_learned(self) -> None:
        self._learned.clear()
        self.lessons_learned += 1
        self.announce_suggestions()
