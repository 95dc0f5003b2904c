"""`ssmdoc schema`: which schema it prints."""

import json

import pytest

from ssmdoc.cli import main
from ssmdoc.commands.schema import DEFAULT, SHORT_NAMES
from ssmdoc.schema import store


@pytest.mark.parametrize(
    ("arguments", "name"), [([], DEFAULT), *(([short], name) for short, name in SHORT_NAMES.items())]
)
def test_short_names(arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["$id"].removeprefix("urn:ssmdoc:schema:") == name


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == store.names()
    assert "automation-0.3                  SSM Automation document" in lines


def test_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "automations"]) == 2
    assert capsys.readouterr() == ("", 'ssmdoc schema: unknown kind "automations", did you mean "automation"?\n')
