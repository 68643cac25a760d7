"""Vectors of words from a language model that the user has as an ONNX file: evidence for what learns, never trained."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from annotator.errors import BadInput
from annotator.words import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIECES = 510
"""Pieces of words that a model sees at once; two more mark the beginning and the end."""


class Encoder(Protocol):
    """Gives each word a vector that depends on the words around it."""

    @property
    def id(self) -> str:
        """What the vectors depend on besides the words: whoever has learned from others cannot use these."""
        ...

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """A row for each word of a text, in order; the same words give the same rows."""
        ...


class OnnxEncoder:
    """The hidden states of one layer of a model in an ONNX file, on the processor, in one thread.

    `tokenizer` is the tokenizer.json that belongs to it, by default the one beside the file. `output` names the layer:
    one of the outputs of the file, or any value inside it. Without a name it is the layer two thirds of the way up of
    those that the file gives out, as the last ones know the least about names. A word's vector is the mean over its
    pieces, and 0 where it has none.

    Raises BadInput where the files are not there or not what they should be.
    """

    def __init__(self, model: Path, tokenizer: Path | None = None, output: str = "") -> None:
        self._model, self._output = model, output
        self._tokens = tokenizer or model.with_name("tokenizer.json")
        for path in self.files:
            if not path.is_file():
                raise BadInput(_("There is no file “{path}” for the encoder.").format(path=path))

    @property
    def files(self) -> tuple[Path, Path]:
        """The model and its tokenizer."""
        return self._model, self._tokens

    @cached_property
    def id(self) -> str:
        digest = hashlib.sha256(self._layer.encode())
        for path in self.files:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()

    @cached_property
    def size(self) -> int:
        """How many numbers a vector has. Raises BadInput where the files are not what they should be."""
        return int(self.vectors(["محمد"]).shape[1])

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        rows: list[NDArray[np.float32]] = [self._window(some) for some in self._windows(words)]
        return np.concatenate(rows) if rows else np.zeros((0, 0), np.float32)

    def _windows(self, words: Sequence[str]) -> Iterator[list[str]]:
        """The words in runs that the model can see at once."""
        window: list[str] = []
        left = PIECES
        for word in words:
            pieces = len(self._tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids)
            if pieces > left and window:
                yield window
                window, left = [], PIECES
            window.append(word)
            left -= pieces
        if window:
            yield window

    def _window(self, words: list[str]) -> NDArray[np.float32]:
        import numpy as np

        encoded = self._tokenizer.encode(words, is_pretokenized=True)
        encoded.truncate(PIECES + 2)
        told = {"input_ids": encoded.ids, "attention_mask": encoded.attention_mask, "token_type_ids": encoded.type_ids}
        fed = {one.name: np.array([told[one.name]], np.int64) for one in self._session.get_inputs()}
        (states,) = self._session.run([self._layer], fed)
        rows = np.zeros((len(words), states.shape[2]), np.float32)
        counts = np.zeros((len(words), 1), np.float32)
        for piece, word in enumerate(encoded.word_ids):
            if word is not None:
                rows[word] += states[0, piece]
                counts[word] += 1
        rows /= np.maximum(counts, 1)
        return rows

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizers = _library("tokenizers")
        try:
            tokenizer = tokenizers.Tokenizer.from_file(str(self._tokens))
        except Exception as error:
            raise self._unfit(self._tokens, error) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        session = self._opened(str(self._model))
        names = [one.name for one in session.get_outputs()]
        if self._output and self._output not in names:
            session = self._opened(with_output(self._model.read_bytes(), self._output))
        unknown = {one.name for one in session.get_inputs()} - {"input_ids", "attention_mask", "token_type_ids"}
        if unknown:
            raise BadInput(
                _("The encoder “{path}” asks for {names}, which Hashiya does not have.").format(
                    path=self._model, names=", ".join(sorted(unknown))
                )
            )
        return session

    def _opened(self, model: str | bytes) -> Any:
        runtime = _library("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise self._unfit(self._model, error) from error

    @cached_property
    def _layer(self) -> str:
        """The name of what is taken: an output with a vector for each piece."""
        outputs = {str(one.name): len(one.shape or (0, 0, 0)) for one in self._session.get_outputs()}
        layers = [name for name, axes in outputs.items() if axes == 3 and self._output in ("", name)]
        if not layers:
            raise BadInput(
                _("The encoder “{path}” gives no vector for each piece of a word{name}; it gives {names}.").format(
                    path=self._model, name=f" ({self._output})" if self._output else "", names=", ".join(outputs)
                )
            )
        states = [name for name in layers if "hidden" in name] or layers
        return states[round((len(states) - 1) * 2 / 3)]

    def _unfit(self, path: Path, error: Exception) -> BadInput:
        told = " ".join(str(error).split())[:200]
        return BadInput(_("The encoder cannot use “{path}”: {detail}").format(path=path, detail=told))


def with_output(model: bytes, name: str) -> bytes:
    """An ONNX model that gives out the value called `name` besides.

    ONNX files are Protocol Buffers, in which a message that stands twice is one whose lists are joined: field 7 of a
    model is its graph, and field 12 of a graph its outputs, of which field 1 is the name.
    """
    return model + _field(7, _field(12, _field(1, name.encode())))


def _field(number: int, content: bytes) -> bytes:
    """One field of a Protocol Buffer that has bytes."""
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise BadInput(_('Encoders need: pip install "hashiya[encoder]"')) from error
