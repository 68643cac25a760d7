"""GLiNER as a recommender of Hashiya: it finds what labels describe, without having been trained on them.

Runs with Python 3.9 or newer and gliner, without Hashiya.

    python gliner_labels.py MODEL [--threshold 0.5]

MODEL is the folder of a model, or the name of one that is on this machine already; set HF_HUB_OFFLINE=0 to let it be
downloaded. What the labels of the project mean is what it is asked for.
Reads questions as lines of JSON from standard input, and answers each with one line: see docs/external.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

WORDS = 200
"""Words that are looked at together: models see some 384, and the labels are among them."""
ENDS = set(".!?؟؛\n")
LONGEST = 60
"""Characters of a description that are asked for."""


class Finder:
    def __init__(self, model, threshold):
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import gliner

        self.version = getattr(gliner, "__version__", "")
        self.found = gliner.GLiNER.from_pretrained(model)
        self.model, self.threshold = model, threshold

    def info(self):
        return {
            "name": os.path.basename(os.path.normpath(self.model)),
            "version": f"gliner {self.version}",
            "labels": [],
        }

    def suggest(self, asked):
        text, spans = asked["article"]["text"], []
        meant = {described(asked["descriptions"].get(label) or label): label for label in asked["labels"]}
        for words in windows(text, asked["article"]["tokens"], WORDS):
            start, end = words[0][0], words[-1][1]
            found = self.found.predict_entities(text[start:end], list(meant), threshold=self.threshold)
            spans += [
                {
                    "start": one["start"] + start,
                    "end": one["end"] + start,
                    "label": meant.get(one["label"], one["label"]),
                    "score": float(one["score"]),
                }
                for one in found
            ]
        return spans


def described(words):
    """A description that is short enough to be asked for, cut between words."""
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0]


def windows(text, tokens, most):
    """The words of a text in runs of at most so many, which end where sentences do if they can."""
    first = 0
    while first < len(tokens):
        last = min(first + most, len(tokens))
        if last < len(tokens):
            ends = (n for n in range(last, first + most // 2, -1) if ENDS & set(text[tokens[n - 1][1] : tokens[n][0]]))
            last = next(ends, last)
        yield tokens[first:last]
        first = last


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--threshold", type=float, default=0.5)
    arguments = parser.parse_args()
    serve(lambda: Finder(arguments.model, arguments.threshold))


def serve(load):
    """Answer each line that is asked, until there is none. What libraries print goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdin.reconfigure(encoding="utf-8")
    recommender = load()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            if asked["ask"] == "info":
                answer = {"info": {"protocol": 1, "trainable": False, **recommender.info()}}
            elif asked["ask"] == "suggest":
                answer = {"spans": recommender.suggest(asked)}
            else:
                answer = {"error": f"cannot {asked['ask']}"}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps({"id": asked["id"], **answer}, ensure_ascii=False) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
