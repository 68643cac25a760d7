"""A real browser without a window, which tells how pages are laid out in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_HARNESS = """<!DOCTYPE html><meta charset="utf-8"><body><pre id="told"></pre><script>
const pages = PAGES, widths = WIDTHS, told = {}, look = (LOOK), frames = [];
for (const [name, source] of Object.entries(pages)) for (const width of widths) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width:${width}px;height:900px;border:0`;
  frame.srcdoc = source;
  frames.push(new Promise(done => frame.onload = () => {
    try { told[`${name} ${width}`] = look(frame.contentDocument, frame.contentWindow); }
    catch (error) { told[`${name} ${width}`] = {error: String(error)}; }
    done();
  }));
  document.body.append(frame);
}
Promise.all(frames).then(() => document.getElementById("told").textContent = JSON.stringify(told));
</script>"""


def looked_at(pages: Mapping[str, str], widths: tuple[int, ...], look: str, folder: Path) -> dict[str, Any]:
    """What the JavaScript function `look(document, window)` says of each page at each width, by `name width`.

    Skips the test where there is no browser.
    """
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if browser is None:
        pytest.skip("there is no chromium here")
    sources = json.dumps(dict(pages)).replace("</", "<\\/").replace("<!--", "<\\!--")
    harness = folder / "harness.html"
    written = _HARNESS.replace("WIDTHS", json.dumps(widths)).replace("LOOK", look).replace("PAGES", sources)
    harness.write_text(written, encoding="utf-8")
    quiet = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions")
    done = subprocess.run(
        (
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", *quiet,
            f"--user-data-dir={folder / 'browser'}", "--window-size=1400,1000", "--virtual-time-budget=5000",
            "--dump-dom", harness.as_uri(),
        ),
        capture_output=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    found = re.search(r'<pre id="told">(.*?)</pre>', done.stdout.decode(), re.DOTALL)
    assert found and found[1], f"the browser said nothing: {done.stderr.decode()[-2000:]}"
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told
