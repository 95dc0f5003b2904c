"""Notices go to standard error, or to whoever has the terminal."""

import pytest

from ssmdoc.commands.notices import notice, notices_go_to


def test_notices(capsys: pytest.CaptureFixture[str]) -> None:
    taken: list[str] = []
    notice("one\ntw\x1bo")
    with notices_go_to(taken.append):
        notice("three\nfour")
    notice("five")
    assert taken == ["ssmdoc: three", "ssmdoc: four"]
    assert capsys.readouterr().err == "ssmdoc: one\nssmdoc: tw\\x1bo\nssmdoc: five\n"
