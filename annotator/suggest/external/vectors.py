"""Vectors made small and kept, since an encoder takes a second for what is asked a hundred times."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import paths
from annotator.suggest.external.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 80
"""Numbers that are left of a vector: with 384 an Article takes five times the room, and little is lost."""


@dataclass(frozen=True, eq=False)
class Projection:
    """The directions in which vectors differ most (principal components), to make them small by, and of such a size
    that what comes out is spread by 1 along the first.

    >>> import numpy as np
    >>> Projection.fitted(np.eye(4, dtype=np.float32), 2).of(np.ones((3, 4), np.float32)).shape
    (3, 2)
    """

    mean: NDArray[np.float32]
    axes: NDArray[np.float32]

    @classmethod
    def fitted(cls, vectors: NDArray[np.float32], size: int = SIZE) -> Projection:
        """The first `size` components of some vectors; fewer where there are fewer. The same vectors give the same."""
        import numpy as np

        mean = vectors.mean(axis=0)
        centred = (vectors - mean).astype(np.float64)
        values, axes = np.linalg.eigh(centred.T @ centred)
        axes = axes[:, np.argsort(-values, kind="stable")[:size]]
        # Either way along an axis is right; the same one is taken each time.
        axes *= np.sign(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])])
        axes /= max(np.sqrt(values[-1] / len(vectors)), 1e-9)
        return cls(mean.astype(np.float32), axes.astype(np.float32))

    def of(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Some vectors made small."""
        import numpy as np

        return np.asarray((vectors - self.mean) @ self.axes, np.float32)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Projection) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    @cached_property
    def id(self) -> str:
        return hashlib.sha256(self.mean.tobytes() + self.axes.tobytes()).hexdigest()

    def as_bytes(self) -> bytes:
        """It as a file of numbers, an array of NumPy: the mean, then the axes. The same one is the same bytes."""
        import numpy as np

        out = BytesIO()
        np.save(out, np.vstack([self.mean, self.axes.T]), allow_pickle=False)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Projection:
        """Read what `as_bytes` has written. Raises ValueError for anything else."""
        import numpy as np

        try:
            rows = np.load(BytesIO(content), allow_pickle=False)
        except EOFError as error:
            raise ValueError("nothing there") from error
        if not isinstance(rows, np.ndarray) or rows.ndim != 2 or len(rows) < 2 or rows.dtype != np.float32:
            raise ValueError("no projection of vectors")
        return cls(rows[0], rows[1:].T)


class Remembered:
    """An Encoder that makes the vectors of another one small and keeps them in a folder, a file for each text.

    What is kept is in half precision, so it is given out so from the first time on. Files that cannot be read or
    written are no trouble: the vectors are made again.
    """

    def __init__(self, encoder: Encoder, projection: Projection | None = None, folder: Path | None = None) -> None:
        self._encoder, self.projection = encoder, projection
        self._folder = folder or paths.cache_folder() / "vectors"

    @property
    def id(self) -> str:
        return f"{self._encoder.id}-{self.projection.id if self.projection else ''}"

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        path = self._folder / f"{hashlib.sha256(' '.join([self.id, *words]).encode()).hexdigest()}.npy"
        kept = _kept(path)
        if kept is None or len(kept) != len(words):
            found = self._encoder.vectors(words)
            kept = (self.projection.of(found) if self.projection and len(found) else found).astype(np.float16)
            _keep(path, kept)
        return kept.astype(np.float32)


def _kept(path: Path) -> NDArray[np.float16] | None:
    import numpy as np

    try:
        read = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return read if isinstance(read, np.ndarray) and read.ndim == 2 and read.dtype == np.float16 else None


def _keep(path: Path, vectors: NDArray[np.float16]) -> None:
    import numpy as np

    part = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            part = out.name
            np.save(out, vectors, allow_pickle=False)
        os.replace(part, path)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            Path(part).unlink()
