"""What is outside of the program, made small: processes that answer lines, and a web server in a thread."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from annotator.suggest.external.outside import Kind, Outside

_CHILD = """\
import json, os, subprocess, sys, time

def tell(line):
    sys.stdout.write(line)
    sys.stdout.flush()

def say(**answer):
    tell(json.dumps(answer) + "\\n")

for line in sys.stdin:
    asked = json.loads(line)
    if asked["ask"] == "info":
        say(id=asked["id"], info={{"protocol": 1, "name": "small", "version": "2", "trainable": True}})
        continue
{body}
"""


def child(folder: Path, body: str, **set_up: Any) -> Outside:
    """A process that says what it is, and does `body` with every other question, which is called `asked`."""
    script = folder / "child.py"
    script.write_text(_CHILD.format(body=textwrap.indent(textwrap.dedent(body), "    ")), encoding="utf-8")
    return Outside("small", Kind.PROCESS, (sys.executable, str(script)), **set_up)


class Asked(list[tuple[str, str, dict[str, Any], dict[str, str]]]):
    """What a web server was asked: method, path, message and headers; and where it is."""

    address = ""


@contextmanager
def served(answer: Callable[[str, dict[str, Any]], tuple[int, Any]]) -> Iterator[Asked]:
    """A web server on this machine. `answer` gets path and message, and gives a status and what is told as JSON; a
    text is told as it is, and goes to another address with a status like 302."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._do({})

        def do_POST(self) -> None:
            self._do(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _do(self, message: dict[str, Any]) -> None:
            asked.append((self.command, self.path, message, dict(self.headers)))
            status, told = answer(self.path, message)
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", told)
            self.end_headers()
            with suppress(OSError):  # whoever asked has gone
                self.wfile.write(told.encode() if isinstance(told, str) else json.dumps(told).encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    asked.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
