"""Pages in a real browser: served from a folder, looked at by a script in a page around them."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_AROUND = """<!DOCTYPE html><meta charset="utf-8">
<iframe src="%s" width="%d" height="900" id="page"></iframe><pre id="told"></pre>
<script>
document.getElementById("page").addEventListener("load", event => {
  const document_ = event.target.contentDocument, window_ = event.target.contentWindow
  let told
  try { told = (%s)(document_, window_) } catch (error) { told = {error: String(error)} }
  document.getElementById("told").textContent = JSON.stringify(told)
})
</script>
"""


def browser() -> str:
    """The program; `make test` installs one."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(f"there is none of {', '.join(NAMES)}; scripts/browser.sh installs one", pytrace=False)
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def look(
    folder: Path, page: str, function: str, *, theme: Literal["light", "dark"] = "light", width: int = 1200
) -> Any:
    """What a function of JavaScript gives of the document and the window of a page, as JSON."""
    (folder / "around.html").write_text(_AROUND % (page, width, function), encoding="utf-8")
    with served(folder) as address:
        done = subprocess.run(
            [
                browser(),
                *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
                f"--user-data-dir={folder / 'profile'}",
                f"--blink-settings=preferredColorScheme={0 if theme == 'dark' else 1}",
                *("--virtual-time-budget=20000", "--dump-dom", f"{address}/around.html"),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    shutil.rmtree(folder / "profile", ignore_errors=True)
    found = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr
    return json.loads(unescape(found[1]))
