"""A spaCy pipeline as a recommender of Hashiya. Runs with Python 3.9 or newer and spaCy, without Hashiya.

    python spacy_pipeline.py MODEL

MODEL is the name of an installed pipeline or the folder of one. It proposes the entities that the pipeline finds.
Reads questions as lines of JSON from standard input, and answers each with one line: see docs/external.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys


class Pipeline:
    def __init__(self, model):
        import spacy

        self.nlp = spacy.load(model)
        self.version = spacy.__version__

    def info(self):
        names = {label for labels in self.nlp.pipe_labels.values() for label in labels}
        found = {label for name in ("ner", "entity_ruler") for label in self.nlp.pipe_labels.get(name, names)}
        meta = self.nlp.meta
        return {
            "name": f"{meta.get('lang', '')}_{meta.get('name', '')}",
            "version": f"{meta.get('version', '')} (spaCy {self.version})",
            "labels": sorted(found),
            "licence": meta.get("license", ""),
        }

    def suggest(self, asked):
        doc = self.nlp(asked["article"]["text"])
        # spaCy counts code points, as Hashiya does, and says nothing of how sure it is.
        return [{"start": one.start_char, "end": one.end_char, "label": one.label_, "score": None} for one in doc.ents]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    arguments = parser.parse_args()
    serve(lambda: Pipeline(arguments.model))


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
