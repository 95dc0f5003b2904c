"""Output in pieces becomes whole lines."""

from ssmdoc.automation.whole_lines import WholeLines


def test_lines_are_said_when_they_are_whole() -> None:
    said: list[str] = []
    lines = WholeLines(said.append, "> ")
    lines.take("stdout", b"one\ntw")
    lines.take("stderr", "gr\u00fc".encode()[:3])
    assert said == ["> one"]
    lines.take("stderr", "\u00fcn\n".encode()[1:])
    lines.take("stdout", b"o\n\nthree")
    assert said == ["> one", "> gr\u00fcn", "> two", "> "]
    lines.finish()
    lines.finish()
    assert said[4:] == ["> three"]
