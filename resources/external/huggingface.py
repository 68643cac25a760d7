"""A token classification model of Hugging Face as a recommender of Hashiya.

Runs with Python 3.9 or newer, transformers and what it computes with (PyTorch), without Hashiya.

    python huggingface.py MODEL

MODEL is the folder of a model, or the name of one that is on this machine already; set HF_HUB_OFFLINE=0 to let it be
downloaded. Pieces of words become words: the first piece decides the label, and the least sure word the score.
Reads questions as lines of JSON from standard input, and answers each with one line: see docs/external.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

WORDS = 120
"""Words that are looked at together: models see some 500 pieces."""
ENDS = set(".!?؟؛\n")


class Classifier:
    def __init__(self, model):
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import transformers

        self.version = transformers.__version__
        # Nothing is left out and nothing merged: a word whose first piece is outside must stay outside.
        self.classify = transformers.pipeline(
            "token-classification", model=model, aggregation_strategy="none", ignore_labels=[]
        )
        self.model = model

    def info(self):
        labels = {kind_of(label)[1] for label in self.classify.model.config.id2label.values()} - {""}
        return {
            "name": os.path.basename(os.path.normpath(self.model)),
            "version": f"transformers {self.version}",
            "labels": sorted(labels),
        }

    def suggest(self, asked):
        text, spans = asked["article"]["text"], []
        for words in windows(text, asked["article"]["tokens"], WORDS):
            start, end = words[0][0], words[-1][1]
            pieces = self.classify(text[start:end])
            if any(one["start"] is None for one in pieces):
                raise ValueError("its tokenizer tells no offsets: a fast one is needed")
            spans += spans_of(words, [placed(one, text, start) for one in pieces])
        return spans


def placed(piece, text, start):
    """Where a piece begins in the text, without the spaces that some tokenizers count to it, its label and score."""
    begins, ends = piece["start"] + start, piece["end"] + start
    begins += len(text[begins:ends]) - len(text[begins:ends].lstrip())
    return begins, piece["entity"], float(piece["score"])


def spans_of(words, pieces):
    """The spans that labelled pieces make: `pieces` are places in the text with label and score."""
    spans, before = [], ""
    labelled = first_pieces(words, pieces)
    for start, end in words:
        label, score = labelled.get(start, ("O", 0.0))
        way, kind = kind_of(label)
        if kind and kind == before and way != "B":
            spans[-1]["end"] = end
            spans[-1]["score"] = min(spans[-1]["score"], score)
        elif kind:
            spans.append({"start": start, "end": end, "label": kind, "score": score})
        before = kind
    return spans


def first_pieces(words, pieces):
    """Label and score of the first piece of each word, by where the word begins."""
    found, number = {}, 0
    for place, label, score in sorted(pieces):
        while number < len(words) and words[number][1] <= place:
            number += 1
        if number < len(words) and words[number][0] <= place:
            found.setdefault(words[number][0], (label, score))
    return found


def kind_of(label):
    """How a label begins and what it is: B-PER is B and PER, O is nothing, PER is PER."""
    if label == "O":
        return "", ""
    way, dash, kind = label.partition("-")
    return (way, kind) if dash and way in ("B", "I", "E", "S", "L", "U") else ("", label)


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
    arguments = parser.parse_args()
    serve(lambda: Classifier(arguments.model))


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
