"""Messages among what a script prints, however the stream was cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.automation.scripts.messages import LONGEST_LINE, Message, MessageFilter

MARK = "\x1d0123456789abcdef"
M = MARK.encode()


def fed(pieces: list[bytes]) -> tuple[bytes, list[Message]]:
    stream = MessageFilter(MARK)
    output, messages = b"", list[Message]()
    for piece in pieces:
        text, found = stream.feed(piece)
        output += text
        messages += found
    return output + stream.rest(), messages


@pytest.mark.parametrize(
    ("data", "output", "messages"),
    [
        pytest.param(b"plain", b"plain", [], id="none"),
        pytest.param(b"a" + M + b' 7 call . {"a"}\nb', b"ab", [Message(7, "call", '{"a"}')], id="inside a line"),
        pytest.param(
            M + b" 7 call + one \n" + M + b" 8 call . x\n" + M + b" 7 call . two\n",
            b"",
            [Message(8, "call", "x"), Message(7, "call", "one two")],
            id="two processes at a time",
        ),
        pytest.param(M + b" 7 call . \n", b"", [Message(7, "call", "")], id="empty"),
        pytest.param(M + b" x call . a\n", M + b" x call . a\n", [], id="no process"),
        pytest.param(M + b" 7 call . \xff\n", M + b" 7 call . \xff\n", [], id="no ASCII"),
        pytest.param(M + b" 7 call", M + b" 7 call", [], id="unfinished"),
        pytest.param(
            M + b" 7 call . " + b"a" * LONGEST_LINE + b"\n", M + b" 7 call . " + b"a" * LONGEST_LINE + b"\n", [],
            id="too long",
        ),
        pytest.param(
            M + M + b" 7 call . a\n" + M[:9], M + M[:9], [Message(7, "call", "a")], id="a mark before a message"
        ),
    ],
)  # fmt: skip
def test_messages_are_taken_out(data: bytes, output: bytes, messages: list[Message]) -> None:
    assert fed([data]) == (output, messages)
    assert fed([data[i : i + 1] for i in range(len(data))]) == (output, messages)


@given(
    st.lists(st.sampled_from([b"\x1d", M, M + b" ", b"7 ", b"call ", b". ", b"+ ", b"x", b"\n"]), max_size=40),
    st.data(),
)
def test_where_the_stream_is_cut_makes_no_difference(parts: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(parts)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)), max_size=8)))
    ends = [*cuts, len(whole)]
    pieces = [whole[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    assert fed(pieces) == fed([whole])


def test_one_who_never_ends_a_message_is_not_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssmdoc.automation.scripts.messages.LARGEST_MESSAGE", 240)
    line = M + b" 7 call + " + b"a" * 40 + b"\n"
    output, messages = fed([line] * 1000 + [M + b" 7 call . end\n", M + b" 8 call . next\n"])
    assert output == b""
    assert [(message.process, len(message.text)) for message in messages] == [(7, 83), (8, 4)]
