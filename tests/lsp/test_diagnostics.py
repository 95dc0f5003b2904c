"""What the editor shows: findings on open, on change, on save and after the end, always those of the newest text."""

from typing import Any

import pytest

from tests.lsp.client import JSON, YAML, Editor, brief, editor, insert

GOOD = """\
schemaVersion: "2.2"
parameters:
  Name: {type: String}
mainSteps:
  - action: aws:runShellScript
    name: greet
    inputs:
      timeoutSeconds: 60
      runCommand:
        - echo "{{ Name }}"
"""
WRONG = GOOD.replace("{{ Name }}", "{{ Nmae }}")
UNDECLARED = '9:16-9:26 1 undeclared-parameter: parameter "Nmae" is not declared, did you mean "Name"?'
UNUSED = '2:2-2:6 2 unused-parameter: parameter "Name" is never used'
COMPOSE = "services:\n  web: {image: nginx, image: caddy}\n"
FLOW = """\
{"schemaVersion": "2.2",
 "mainSteps": [{"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": ["ls"]}}],}
"""
NOT_STRICT = '1:95-1:96 2 not-strict-json: trailing comma before "}"; AWS takes this as YAML only'
BROKEN = 'schemaVersion: "2.2"\nmainSteps:\n  - action: "aws:runShellScript\n'


def test_a_finding_has_all_that_lsp_can_say_of_it() -> None:
    text = GOOD.replace("name: greet\n", "name: greet\n    action: aws:runShellScript\n")
    with editor() as client:
        client.initialize()
        client.open(text + "\n# {{ Nmae }}\n", version=7)
        first = {"start": {"line": 4, "character": 4}, "end": {"line": 4, "character": 10}}
        assert client.published() == {
            "uri": YAML,
            "version": 7,
            "diagnostics": [
                {
                    "range": {"start": {"line": 6, "character": 4}, "end": {"line": 6, "character": 10}},
                    "severity": 1,
                    "code": "duplicate-key",
                    "source": "ssmdoc",
                    "message": 'key "action" is already defined at line 5',
                    "relatedInformation": [
                        {"location": {"uri": YAML, "range": first}, "message": "first defined here"}
                    ],
                }
            ],
        }


def test_what_is_unused_is_marked_so(shared: Editor) -> None:
    with shared.opened(GOOD.replace("{{ Name }}", "you")) as published:
        (found,) = published["diagnostics"]
        assert brief(found) == UNUSED
        assert found["tags"] == [1]


@pytest.mark.parametrize(
    ("text", "uri", "language", "expected"),
    [
        pytest.param(GOOD, YAML, "yaml", [], id="a good document"),
        pytest.param(WRONG, YAML, "yaml", [UNUSED, UNDECLARED], id="two findings"),
        pytest.param(WRONG, "untitled:Untitled-1", "yaml", [UNUSED, UNDECLARED], id="a text without a file"),
        pytest.param(WRONG, "file:///C%3A/a%20b/hello.YML", "plaintext", [UNUSED, UNDECLARED], id="a Windows path"),
        pytest.param(COMPOSE, YAML, "yaml", [], id="YAML that is no SSM document"),
        pytest.param("a: [\n", YAML, "yaml", [], id="broken YAML that is no SSM document"),
        pytest.param("", YAML, "yaml", [], id="an empty text"),
        pytest.param("\0\1\2\x7f\x80\ufffe" * 50, YAML, "yaml", [], id="binary rubbish"),
        pytest.param("def f():\n  return {\n", "file:///f.py", "python", [], id="another language"),
        pytest.param(
            BROKEN,
            YAML,
            "yaml",
            ['2:12-2:13 1 syntax-error: the quote (") that opens here is never closed'],
            id="broken YAML that is meant as an SSM document",
        ),
        pytest.param(
            FLOW,
            JSON,
            "plaintext",
            [NOT_STRICT],
            id="JSON by its path",
        ),
        pytest.param(
            FLOW,
            "untitled:Untitled-2",
            "jsonc",
            [NOT_STRICT],
            id="JSON by its language",
        ),
        pytest.param(FLOW, "untitled:Untitled-2", "yaml", [], id="YAML by its language"),
        pytest.param(FLOW, YAML, "json", [], id="YAML by its path, whatever the editor takes it for"),
    ],
)
def test_findings_when_a_text_is_opened(
    shared: Editor, text: str, uri: str, language: str, expected: list[str]
) -> None:
    with shared.opened(text, uri, language) as published:
        assert [brief(each) for each in published["diagnostics"]] == expected


def test_a_document_from_open_to_close() -> None:
    with editor() as client:
        client.initialize()
        client.open(GOOD)
        assert client.published() == {"uri": YAML, "version": 1, "diagnostics": []}
        client.change(2, insert(9, 20, "ma", 2))
        published = client.published()
        assert (published["version"], [brief(each) for each in published["diagnostics"]]) == (
            2,
            [UNUSED, UNDECLARED],
        )
        client.notify("textDocument/didSave", {"textDocument": {"uri": YAML}})
        assert client.published() == published
        client.change(3, insert(9, 20, "am", 2))
        assert client.published() == {"uri": YAML, "version": 3, "diagnostics": []}
        client.change(4, {"text": WRONG})
        assert client.found() == [UNUSED, UNDECLARED]
        client.close()
        assert client.published() == {"uri": YAML, "diagnostics": []}
        client.open(GOOD, version=1)
        assert client.published() == {"uri": YAML, "version": 1, "diagnostics": []}


def test_several_changes_in_one_message_apply_one_after_the_other() -> None:
    with editor() as client:
        client.initialize()
        client.open("\n")
        client.published()
        client.change(2, insert(0, 0, WRONG), insert(9, 20, "xx", 2), insert(9, 20, "am", 2))
        assert client.found() == []


def test_lines_end_where_lsp_says_that_they_end() -> None:
    """U+2028, U+0085 and form feeds end none; CRLF and CR do."""
    with editor() as client:
        client.initialize()
        client.open(GOOD.replace("\n", "\r\n").replace("greet\r\n", "greet # \u2028 \u0085 \r"))
        assert client.found() == []
        client.change(2, insert(9, 20, "ma", 2))
        assert client.found() == [UNUSED, UNDECLARED]


@pytest.mark.parametrize(
    ("offered", "chosen", "column"),
    [
        pytest.param(None, "utf-16", 18, id="UTF-16 where the client says nothing"),
        pytest.param(["utf-16"], "utf-16", 18, id="UTF-16"),
        pytest.param(["utf-8", "utf-16"], "utf-8", 21, id="UTF-8"),
        pytest.param(["utf-32", "utf-8"], "utf-32", 17, id="UTF-32"),
        pytest.param(["utf-7"], "utf-16", 18, id="UTF-16 where the client offers nothing known"),
    ],
)
def test_columns_are_counted_as_agreed(offered: list[str] | None, chosen: str, column: int) -> None:
    text = WRONG.replace('"{{ Nmae }}"', "😀é{{ Nmae }}")
    with editor() as client:
        general = {"general": {"positionEncodings": offered}} if offered else {}
        assert client.initialize(**general)["capabilities"]["positionEncoding"] == chosen
        client.open(text)
        assert client.found() == [UNUSED, UNDECLARED.replace("9:16-9:26", f"9:{column}-9:{column + 10}")]
        client.change(2, insert(9, column + 4, "am", 2))
        assert client.found() == []
        assert client.hover(9, column - 1) is None
        assert client.hover(9, column)["range"]["start"] == {"line": 9, "character": column}


def versions_until(client: Editor, last: int) -> list[Any]:
    """The versions that are published, up to the last."""
    versions: list[Any] = []
    while not versions or versions[-1] != last:
        versions.append(client.published()["version"])
    return versions


def test_findings_of_an_older_text_never_follow_those_of_a_newer_one() -> None:
    with editor() as client:
        client.initialize()
        client.open(GOOD)
        for version in range(2, 80):
            client.change(version, insert(9, 20, "x"))
        versions = versions_until(client, 79)
        assert versions == sorted(set(versions))
        client.change(80, {"text": GOOD})
        assert client.published() == {"uri": YAML, "version": 80, "diagnostics": []}


def test_a_large_document_does_not_keep_the_server_from_answering() -> None:
    large = WRONG + '        - echo "{{ Nmae }} 😀"\n' * 138_000
    other = "file:///documents/other.yaml"
    assert 4_000_000 < len(large) < 4 * 1024 * 1024
    with editor() as client:
        client.initialize()
        client.open(large)
        client.change(2, insert(9, 20, "am", 2))
        client.close()
        client.open(WRONG, other)
        # what was found in the closed text is not published any more
        assert client.published() == {"uri": YAML, "diagnostics": []}
        published = client.published()
        assert published["uri"] == other
        assert [brief(each) for each in published["diagnostics"]] == [UNUSED, UNDECLARED]
        client.open(large)
        assert len(client.published()["diagnostics"]) == 1001


def test_half_of_a_surrogate_pair_is_a_finding(shared: Editor) -> None:
    with shared.opened(GOOD.replace("echo", "\ud83d")) as published:
        assert [brief(each) for each in published["diagnostics"]][:1] == [
            "9:10-9:11 1 syntax-error: U+D83D is half of a surrogate pair, not a character; write the character itself"
        ]


def test_messages_come_as_they_are(shared: Editor) -> None:
    with shared.opened(GOOD.replace("greet", "gr😀")) as published:
        assert [brief(each) for each in published["diagnostics"]] == [
            '5:10-5:14 2 invalid-step-name: step name "gr😀" has other characters than letters, digits and underscores'
        ]
