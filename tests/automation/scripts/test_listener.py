"""What the listener makes of what a script says."""

from threading import Event
from typing import TYPE_CHECKING, cast

import pytest

from ssmdoc.automation.scripts.calls import refuse
from ssmdoc.automation.scripts.lending import lend
from ssmdoc.automation.scripts.listener import Bounds, Heard, Listener
from ssmdoc.source.values import JsonValue

if TYPE_CHECKING:
    from ssmdoc.running.sandbox.protocol import Node

MARK = "\x1dmark"


def heard(text: str) -> Heard:
    nobody = cast("Node", None)  # only calls and loans are answered
    listener = Listener(nobody, "/f", MARK, lambda *_: None, refuse, lend, Bounds(Event(), float("inf")))
    listener.take("stdout", f"{MARK} 7 returned . {text}\n".encode())
    return listener.close()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\ud800b"', "a?b"),
        (r'{"\uDC00": ["\ud83d\ude00"]}', {"?": ["\N{GRINNING FACE}"]}),
        (r'"\\ud800"', r"\ud800"),
    ],
)
def test_texts_can_be_written(text: str, value: JsonValue) -> None:
    assert heard(text).result == ("returned", value)


@pytest.mark.parametrize("text", ["NaN", "[-Infinity]", "{", "[" * 4_000, "9" * 4_050 + "e", "1" + "0" * 4_040 + "."])
def test_what_is_no_json_is_not_heard(text: str) -> None:
    assert heard(text).result is None
