"""The schemas in schemas/ are what their builders make of the catalogue."""

import subprocess
import sys
from pathlib import Path


def test_nothing_is_stale() -> None:
    script = Path(__file__).parents[2] / "scripts" / "generate_schemas.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
