"""What the editor says of a place: a rule's page, a declaration, the description of a key."""

import json
from typing import Any

import pytest

from ssmdoc.rules import RULES
from tests.lsp.client import JSON, YAML, Editor, editor

TEXT = """\
schemaVersion: "2.2"
parameters:
  Name:
    type: String
    description: |-
      Who is greeted, as ```Name```.
    default: World
mainSteps:
  - action: aws:runShellScript
    name: greet
    inputs:
      timeoutSeconds: 60
      runCommand:
        - |
          echo "{{ Name }}"
          echo "{{ <b>Nmae }} {{ Nmae }}"
          echo "{{ Nmae }}"
"""

DECLARATION = """\
````yaml
Name:
  type: String
  description: |-
    Who is greeted, as ```Name```.
  default: World
````"""

SECONDS = (
    "Seconds after which the step is killed and ends as TimedOut: 5 to 172800, as a number or as text of digits. "
    "SSM Agent silently takes 3600 for anything else."
)


def spot(text: str, word: str) -> tuple[int, int]:
    """Line and column of a word's second character."""
    before = text[: text.index(word) + 1]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def hovered(editor: Editor, word: str, text: str = TEXT, uri: str = YAML) -> tuple[Any, str]:
    """What is said of a word, and the text of the range that it is about."""
    with editor.opened(text, uri):
        hover = editor.hover(*spot(text, word), uri=uri)
    if hover is None:
        return None, ""
    assert hover["contents"]["kind"] == "markdown"
    start, end = hover["range"]["start"], hover["range"]["end"]
    assert start["line"] == end["line"]
    line = text.splitlines()[start["line"]]
    return hover["contents"]["value"], line[start["character"] : end["character"]]


def test_a_finding_has_the_page_of_its_rule(shared: Editor) -> None:
    said, about = hovered(shared, "{{ Nmae }}")
    assert about == "{{ Nmae }}"
    assert said == (
        "### undeclared-parameter\n\n"
        '**error**: parameter "Nmae" is not declared, did you mean "Name"?\n\n'
        + RULES["undeclared-parameter"].documentation.strip()
    )


def test_two_findings_at_one_place(shared: Editor) -> None:
    second = "  - {action: aws:runShellScript, name: gr-eet, inputs: {runCommand: [ls]}}\n"
    said, about = hovered(shared, "gr-eet,", TEXT.replace("greet\n", "gr-eet\n") + second)
    assert about == "gr-eet"
    names = ("duplicate-step-name", "invalid-step-name")
    assert said == "\n\n---\n\n".join(
        f"### {name}\n\n{message}\n\n{RULES[name].documentation.strip()}"
        for name, message in zip(
            names,
            (
                '**error**: step name "gr-eet" is used twice',
                '**warning**: step name "gr-eet" has other characters than letters, digits and underscores',
            ),
            strict=True,
        )
    )


def test_the_words_of_the_user_are_not_markdown(shared: Editor) -> None:
    said, _ = hovered(shared, "greet<b>", TEXT.replace("name: greet", "name: greet<b>*x*`y`"))
    assert said.splitlines()[2] == (
        '**warning**: step name "greet\\<b\\>\\*x\\*\\`y\\`" has other characters than letters, digits and underscores'
    )


@pytest.mark.parametrize(
    ("word", "said", "about"),
    [
        pytest.param("{{ Name }}", DECLARATION, "{{ Name }}", id="a reference has the declaration"),
        pytest.param(
            "timeoutSeconds", f"**timeoutSeconds**\n\n{SECONDS}\n\nDefault: `3600`", "timeoutSeconds", id="an input"
        ),
        pytest.param(
            "aws:runShellScript",
            "**aws:runShellScript**\n\n"
            "Runs a script with sh, or with the interpreter of its #! line, on Linux and macOS.",
            "aws:runShellScript",
            id="a plugin",
        ),
        pytest.param("mainSteps", "**mainSteps**\n\nThe steps, run in order.", "mainSteps", id="a key at the top"),
        pytest.param(
            "default",
            "**default**\n\nThe value when none is given; without it a value must be given. "
            "It may be `{{ ssm:name }}`, a parameter of Parameter Store.",
            "default",
            id="a key of a parameter",
        ),
        pytest.param("echo", None, "", id="the text of a script"),
        pytest.param("greet\n", None, "", id="the name of a step"),
    ],
)
def test_what_stands_at_a_place(shared: Editor, word: str, said: str | None, about: str) -> None:
    assert hovered(shared, word) == (said, about)


AUTOMATION = """\
schemaVersion: "0.3"
parameters:
  Role: {type: String}
assumeRole: "{{ Role }}"
mainSteps:
  - name: pause
    action: aws:sleep
    inputs: {Duration: PT5M}
"""


@pytest.mark.parametrize(
    ("word", "begin"),
    [
        ("{{ Role }}", "```yaml\nRole: {type: String}\n```"),
        ("aws:sleep", "**aws:sleep**\n\n"),
        ("Duration", "**Duration**\n\n"),
    ],
)
def test_an_automation(shared: Editor, word: str, begin: str) -> None:
    said, about = hovered(shared, word, AUTOMATION)
    assert (said[: len(begin)], about) == (begin, word)


def test_json_has_its_own_fence(shared: Editor) -> None:
    text = json.dumps(
        {
            "schemaVersion": "2.2",
            "parameters": {"Name": {"type": "String"}},
            "mainSteps": [
                {"action": "aws:runShellScript", "name": "greet", "inputs": {"runCommand": ["echo {{ Name }}"]}}
            ],
        },
        indent=2,
    )
    declared = '```json\n"Name": {\n  "type": "String"\n}\n```'
    assert hovered(shared, "{{ Name }}", text, JSON) == (declared, "{{ Name }}")


def test_a_long_declaration_is_cut(shared: Editor) -> None:
    values = "".join(f"      - value{number}\n" for number in range(40))
    said, _ = hovered(shared, "{{ Name }}", TEXT.replace("    default: World\n", f"    allowedValues:\n{values}"))
    assert said.splitlines()[0] == "````yaml"
    assert said.splitlines()[-3:] == ["    - value18", "…", "````"]


def test_where_nothing_is_open_there_is_nothing_to_say() -> None:
    with editor() as client:
        client.initialize()
        assert client.hover(0, 0) is None
        client.open("services: {}\n")
        client.published()
        assert client.hover(0, 1) is None
        assert client.hover(99, 99) is None


def test_a_hover_is_about_the_text_as_it_is_when_asked() -> None:
    with editor() as client:
        client.initialize()
        client.open(TEXT)
        client.change(2, {"text": "services: {}\n"})
        position = {"line": 8, "character": 6}
        number = client.ask("textDocument/hover", {"textDocument": {"uri": YAML}, "position": position})
        while (message := client.read()).get("id") != number:
            assert message["method"] == "textDocument/publishDiagnostics"
        assert message["result"] is None


def test_a_hover_in_a_text_that_is_closed_has_an_answer() -> None:
    with editor() as client:
        client.initialize()
        client.open(TEXT + "# {{ x }}\n" * 300_000)
        position = {"line": 8, "character": 6}
        number = client.ask("textDocument/hover", {"textDocument": {"uri": YAML}, "position": position})
        client.close()
        assert client.published() == {"uri": YAML, "diagnostics": []}
        assert client.read() == {"jsonrpc": "2.0", "id": number, "result": None}


@pytest.mark.parametrize(
    ("formats", "kind"),
    [(["markdown", "plaintext"], "markdown"), (["plaintext", "markdown"], "markdown"), (["plaintext"], "plaintext")],
)
def test_the_client_says_whether_it_shows_markdown(formats: list[str], kind: str) -> None:
    with editor() as client:
        client.initialize(textDocument={"hover": {"contentFormat": formats}})
        client.open(TEXT)
        client.published()
        assert client.hover(0, 0)["contents"]["kind"] == kind


@pytest.mark.parametrize(
    "text",
    [
        "schemaVersion: '2.2'\nmainSteps: [1, [2], {a: b}, {action: [x], inputs: 3}]\nparameters: 7\n",
        "schemaVersion: '2.2'\n? [a, b]\n: c\nmainSteps: &s [{action: &a {b: *s}}]\n",
        "schemaVersion: '2.2'\nmainSteps: &s\n  - <<: {action: aws:runShellScript, inputs: {runCommand: *s}}\n",
        "schemaVersion: '1.2'\nruntimeConfig: {aws:runShellScript: {properties: [{id: 1, runCommand: ''}]}}\n",
        "schemaVersion: '2.2'\nmainSteps:\n",
    ],
)
def test_no_shape_of_document_makes_hover_fail(shared: Editor, text: str) -> None:
    with shared.opened(text):
        for number, line in enumerate(text.splitlines()):
            for column in range(len(line) + 2):
                shared.hover(number, column)


def test_a_link_in_a_finding_is_no_link(shared: Editor) -> None:
    said, _ = hovered(shared, "greet&lt;", TEXT.replace("name: greet", "name: 'greet&lt; ![a](https://b.c) __d__ # e'"))
    assert r"greet\&lt; \!\[a\](https\://b.c) \_\_d\_\_ \# e" in said.splitlines()[2]


def test_a_declaration_of_many_characters_is_cut(shared: Editor) -> None:
    said, _ = hovered(shared, "{{ Name }}", TEXT.replace("default: World", f'default: "{"World" * 10_000}"'))
    assert len(said) < 5_000
    assert said.endswith("…\n````")
