"""The examples of docs/testing.md are specs, or parts of specs, without mistakes."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from ssmdoc.source.text import Source
from ssmdoc.spec.load import load_spec

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
AROUND = {
    "document": "{}",
    "- name": "document: d.yaml\ncases:\n{}",
    "environment": "document: d.yaml\ncases: [{{name: a}}]\n{}",
    "disturb": "document: d.yaml\ncases:\n- name: a\n{:2}",
    "expect": "document: d.yaml\ncases:\n- name: a\n{:2}",
    "outputs": "document: d.yaml\ncases:\n- name: a\n  expect:\n{:4}",
}


class Indented(str):
    """A text that is formatted with so many spaces before each line."""

    __slots__ = ()

    def __format__(self, width: str) -> str:
        return indent(self, " " * int(width or 0))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n")[0])
def test_an_example_has_no_mistakes(example: str, tmp_path: Path) -> None:
    (tmp_path / "common.mocks.yaml").write_text("[]")
    text = AROUND[example.partition(":")[0]].format(Indented(example))
    assert load_spec(Source(str(tmp_path / "x.ssmtest.yaml"), text)).diagnostics == ()
