"""Models as plain files: a folder each, with a description and the SHA-256 of every other file.

`ROOT/0007/` holds `meta.json`, `words.tsv` (folded word, count, cluster), `edges.json` and `tagger-1.crfsuite` and so
on; and `projection.npy` where an encoder had a part in it. It is written whole under another name and then renamed, so
there is never half a Model. The same Model is the same bytes. Nothing in it is run as code; what is not exactly what
the description says is not read at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.errors import AnnotatorError
from annotator.suggest import features, tagger
from annotator.suggest.marks import Edges
from annotator.suggest.model import Model
from annotator.suggest.scores import Score
from annotator.words import _

if TYPE_CHECKING:
    from annotator.suggest.external.vectors import Projection

FORMAT = "hashiya-model/1"
META = "meta.json"
KEPT = 3
"""Models that stay; older ones are deleted when a new one is written."""

UNFINISHED = ".unfinished-"
"""How the names begin of what is not whole yet; whatever is left of it may be deleted."""

_NUMBER = re.compile(r"\d{4,9}")
_FILE = re.compile(r"words\.tsv|edges\.json|tagger-\d{1,3}\.crfsuite|projection\.npy")
_DAY = 86_400.0
_LARGEST = 256 * 2**20


class UnfitModel(AnnotatorError):
    """The files of a Model are damaged, changed, foreign or of another version. It is not used."""


def root_for(project: Path, annotator: str = "") -> Path:
    """Where the Models of a project lie, beside its file: those that learned from one annotator's work, or, without
    one, from everybody's."""
    whose = hashlib.sha256(annotator.encode()).hexdigest()[:16] if annotator else "all"
    return project.with_name(f"{project.name}.models") / whose


def save(model: Model, root: Path) -> Path:
    """Write the Model under the next number in `root` and return its folder; the newest few stay.

    Raises OSError where the disk or folder does not take it; then nothing is there that was not there before.
    """
    root.mkdir(parents=True, exist_ok=True)
    number = int(last.name) + 1 if (last := next(iter(folders(root)), None)) else 1
    new = unfinished(root, os.getpid())
    forget(new)
    new.mkdir()
    try:
        _write(new, files_of(model))
        folder = root / f"{number:04}"
        new.replace(folder)
    except BaseException:
        forget(new)
        raise
    for old in folders(root)[KEPT:]:
        forget(old)
    return folder


def newest(root: Path) -> tuple[Model | None, list[str]]:
    """The newest Model in `root` that can be used, if any, and a sentence for each newer one that cannot."""
    troubles: list[str] = []
    for folder in folders(root):
        try:
            return load(folder), troubles
        except UnfitModel as trouble:
            troubles.append(str(trouble))
    return None, troubles


def folders(root: Path) -> list[Path]:
    """The folders of Models in `root`, the newest first."""
    try:
        found = [path for path in root.iterdir() if _NUMBER.fullmatch(path.name) and path.is_dir()]
    except OSError:
        return []
    return sorted(found, key=lambda path: int(path.name), reverse=True)


def load(folder: Path) -> Model:
    """The Model in a folder. Raises UnfitModel, which says in a sentence what is wrong with it."""
    try:
        meta = _json(_read(folder / META))
        if meta.get("format") != FORMAT:
            raise _unfit(folder, _("it was made by another program or version"))
        if meta["versions"]["features"] != str(features.VERSION):
            raise _unfit(folder, _("it was made by another version of Hashiya"))
        files = {name: _checked(folder, name, told) for name, told in meta["files"].items()}
        return _model(meta, files)
    except FileNotFoundError as error:
        raise _unfit(folder, _("a file of it is missing")) from error
    except OSError as error:
        raise _unfit(folder, error.strerror or str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _unfit(folder, _("its description makes no sense")) from error


def files_of(model: Model) -> dict[str, bytes]:
    """Every file of a Model."""
    files = {f"tagger-{at}.crfsuite": learned for at, learned in enumerate(model.taggers, 1)}
    words = sorted({*model.counts, *model.clusters})
    rows = (f"{word}\t{model.counts.get(word, 0)}\t{model.clusters.get(word, '')}\n" for word in words)
    files["words.tsv"] = "".join(rows).encode()
    files["edges.json"] = _bytes(model.edges.as_json())
    if model.projection is not None:
        files["projection.npy"] = model.projection.as_bytes()
    meta = {
        "format": FORMAT,
        "versions": dict(sorted(model.versions.items())),
        "labels_sha256": model.labels,
        "groups": [list(group) for group in model.groups],
        "seed": model.seed,
        "iterations": model.iterations,
        "pool": model.pool,
        "calibration": [list(point) for point in model.calibration],
        "out_of_fold": {label: _scored(score) for label, score in sorted(model.scores.items())},
        "all": _scored(model.score),
        "shown": _scored(model.shown),
        "articles": list(model.articles),
        "encoder": model.encoder,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return files | {META: _bytes(meta)}


def unfinished(root: Path, pid: int) -> Path:
    """The name of the Model that a process has not written whole yet."""
    return root / f"{UNFINISHED}model-{pid}"


def forget_old(root: Path) -> None:
    """Delete what is left of trainings that were interrupted more than a day ago."""
    for path in root.glob(f"{UNFINISHED}*"):
        if time.time() - path.lstat().st_mtime > _DAY:
            forget(path)


def forget(path: Path) -> None:
    """Delete a folder or file of this room, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _checked(folder: Path, name: str, told: str) -> bytes:
    if not _FILE.fullmatch(name):
        raise _unfit(folder, _("its description names a file that belongs to no model"))
    content = _read(folder / name)
    if hashlib.sha256(content).hexdigest() != told:
        raise _unfit(folder, _("a file of it was changed or damaged"))
    return content


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(path.name)
    return content


def _model(meta: dict[str, Any], files: dict[str, bytes]) -> Model:
    groups = tuple(tuple(map(str, group)) for group in meta["groups"])
    taggers = tuple(files[f"tagger-{at}.crfsuite"] for at in range(1, len(groups) + 1))
    if not all(map(tagger.is_whole, taggers)):
        raise ValueError("tagger")
    rows = [line.split("\t") for line in files["words.tsv"].decode().split("\n") if line]
    return Model(
        groups,
        taggers,
        {word: int(count) for word, count, _cluster in rows if count != "0"},
        {word: int(cluster) for word, _count, cluster in rows if cluster},
        Edges.from_json(_json(files["edges.json"])),
        tuple((float(sure), float(share)) for sure, share in meta["calibration"]),
        {str(label): _score(told) for label, told in meta["out_of_fold"].items()},
        _score(meta["shown"]),
        tuple(map(str, meta["articles"])),
        str(meta["labels_sha256"]),
        int(meta["pool"]),
        int(meta["seed"]),
        int(meta["iterations"]),
        {str(name): str(version) for name, version in meta["versions"].items()},
        str(meta.get("encoder", "")),
        _projection(files.get("projection.npy")),
    )


def _projection(content: bytes | None) -> Projection | None:
    if content is None:
        return None
    from annotator.suggest.external.vectors import Projection

    return Projection.from_bytes(content)


def _scored(score: Score) -> dict[str, float]:
    rates = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return asdict(score) | {name: round(rate, 4) for name, rate in rates.items()}


def _score(told: Mapping[str, Any]) -> Score:
    return Score(int(told["right"]), int(told["proposed"]), int(told["marked"]))


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _json(content: bytes) -> dict[str, Any]:
    read = json.loads(content)
    if not isinstance(read, dict):
        raise TypeError
    return read


def _unfit(folder: Path, why: str) -> UnfitModel:
    return UnfitModel(
        _("The model in “{folder}” is not used: {why}. Train again to have another; it may be deleted.").format(
            folder=folder, why=why
        )
    )
