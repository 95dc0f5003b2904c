"""What is special about Command documents: edge cases that the rules' pages do not show."""

import pytest

from tests.rules.findings import of_rule

UPDATE = "{action: aws:updateSsmAgent, name: update%s, inputs: {agentName: a, allowDowngrade: 'false', source: b}%s}"
SCRIPT = "{action: aws:runShellScript, name: run%s, inputs: {runCommand: [ls]}%s}"
ON = ", precondition: {StringEquals: [platformType, %s]}"


def steps(*items: str, version: str = "2.2", parameters: str = "{}") -> str:
    listed = "".join(f"- {item}\n" for item in items)
    return f'schemaVersion: "{version}"\nparameters: {parameters}\nmainSteps:\n{listed}'


@pytest.mark.parametrize(
    ("value", "found"),
    [("true", True), ("'true'", True), ("'True'", True), ("false", False), ("'{{ Last }}'", False), ("[]", False)],
)
def test_finally_step_not_last(value: str, found: bool) -> None:
    first = f"{{action: aws:runShellScript, name: a, inputs: {{runCommand: [ls], finallyStep: {value}}}}}"
    message = "finallyStep has no effect here, only the last step can be one"
    expected = [("warning", "finallyStep", message)] if found else []
    assert of_rule("finally-step-not-last", steps(first, SCRIPT % ("", ""))) == expected
    assert of_rule("finally-step-not-last", steps(SCRIPT % ("", ""), first)) == []


PARAMETERS = (
    "{S: {type: String, allowedValues: [a, b]}, D: {type: String, allowedValues: [a], default: ''}, "
    "O: {type: String}, L: {type: StringList, allowedValues: [a]}, T: {type: String, allowedValues: ['${a}']}}"
)


@pytest.mark.parametrize(
    ("plugin", "operands", "problem"),
    [
        ("aws:runShellScript", "[platformType, Linux]", None),
        ("aws:runShellScript", "[platformType, macos]", None),
        ("aws:runShellScript", "[WINDOWS, platformType]", ("WINDOWS", "aws:runShellScript is not for WINDOWS")),
        ("aws:runPowerShellScript", "[platformType, Linux]", None),
        ("aws:psModule", "[platformType, Linux]", ("Linux", "aws:psModule is not for Linux")),
        ("aws:downloadContent", "[platformType, MacOS]", ("MacOS", "aws:downloadContent is not for MacOS")),
        ("aws:configurePackage", "[platformType, MacOS]", None),
        ("aws:nothing", "[platformType, MacOS]", None),
        ("aws:runShellScript", "[platformType, Solaris]", None),
        ("aws:runShellScript", "[platformType, '{{ S }}']", None),
        ("aws:runShellScript", "['{{ S }}', a]", None),
        ("aws:runShellScript", "['{{ S }}', A]", ("A", '"S" is never "A"')),
        ("aws:runShellScript", "[c, '{{S}}']", ("c", '"S" is never "c"')),
        ("aws:runShellScript", "['x{{ S }}', a]", None),
        ("aws:runShellScript", "['{{ S }}', '{{ O }}']", None),
        ("aws:runShellScript", "['{{ S }}', '<< O >>']", None),
        ("aws:runShellScript", "['{{ D }}', '']", None),
        ("aws:runShellScript", "['{{ D }}', b]", ("b", '"D" is never "b"')),
        ("aws:runShellScript", "['{{ O }}', b]", None),
        ("aws:runShellScript", "['{{ L }}', b]", None),
        ("aws:runShellScript", "['{{ T }}', b]", None),
        ("aws:runShellScript", "['{{ S }}']", None),
        ("aws:runShellScript", "'{{ S }}'", None),
        ("aws:runShellScript", "[['{{ S }}'], b]", None),
    ],
)
def test_step_never_runs(plugin: str, operands: str, problem: tuple[str, str] | None) -> None:
    step = f"{{action: {plugin}, name: a, inputs: {{}}, precondition: {{StringEquals: {operands}}}}}"
    expected = [("warning", problem[0], f"this step never runs: {problem[1]}")] if problem else []
    assert of_rule("step-never-runs", steps(step, parameters=PARAMETERS)) == expected
    assert of_rule("step-never-runs", steps(step, parameters=PARAMETERS, version="2.0")) == []


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ((SCRIPT % ("", ""), UPDATE % ("", "")), 0),
        ((UPDATE % ("", ""), UPDATE % ("2", "")), 0),
        ((UPDATE % ("", ""), SCRIPT % ("", "")), 1),
        ((UPDATE % ("", ""), SCRIPT % ("", ON % "Linux")), 1),
        ((UPDATE % ("", ON % "linux"), SCRIPT % ("", ON % "Linux")), 1),
        ((UPDATE % ("", ON % "Windows"), SCRIPT % ("", ON % "Linux")), 0),
        ((UPDATE % ("", ON % "Windows"), SCRIPT % ("", "")), 1),
        ((UPDATE % ("", ""), SCRIPT % ("", ""), UPDATE % ("2", "")), 1),
    ],
)
def test_agent_update_not_last(items: tuple[str, ...], found: int) -> None:
    expected = [("warning", "aws:updateSsmAgent", "the agent is replaced while the steps after this one run")] * found
    assert of_rule("agent-update-not-last", steps(*items)) == expected


@pytest.mark.parametrize(
    ("directory", "found"),
    [
        ("/opt", False),
        ("C:\\opt", False),
        ("C:/opt", False),
        ("\\\\host\\share", False),
        ("''", False),
        ("null", False),
        (".", False),
        ("./", False),
        ("'{{ Directory }}'", False),
        ("'<< Directory >>/a'", False),
        ("[a]", False),
        ("app", True),
        ("../app", True),
        ("$HOME/app", True),
        ("C:app", True),
    ],
)
def test_relative_working_directory(directory: str, found: bool) -> None:
    step = f"{{action: aws:runShellScript, name: a, inputs: {{runCommand: [ls], WorkingDirectory: {directory}}}}}"
    message = f'workingDirectory "{directory}" is not absolute, the agent ignores it'
    assert of_rule("relative-working-directory", steps(step)) == ([("warning", directory, message)] if found else [])
    download = "{action: aws:downloadContent, name: d, inputs: {sourceType: S3, sourceInfo: '{}'}}"
    assert of_rule("relative-working-directory", steps(download, step)) == []


@pytest.mark.parametrize(
    ("value", "found"),
    [("{SSM_A: b}", True), ("{}", False), ("'{}'", False), ("{{ A }}", False), ("'{{ A }}'", False), ("[a]", False)],
)
def test_discarded_additional_arguments(value: str, found: bool) -> None:
    step = (
        f"{{action: aws:configurePackage, name: a, inputs: {{name: p, action: Install, additionalArguments: {value}}}}}"
    )
    expected = [("warning", value, "the agent discards a map here, write it as JSON text")] if found else []
    assert of_rule("discarded-additional-arguments", steps(step)) == expected


@pytest.mark.parametrize(
    ("plugins", "marked"),
    [
        (["aws:runShellScript"], None),
        (["aws:runShellScript", "aws:psModule"], "aws:psModule"),
        (["aws:runShellScript", "aws:unknown"], None),
        (["aws:runShellScript", "aws:psModule", "aws:applications"], "aws:psModule"),
    ],
)
def test_random_plugin_order(plugins: list[str], marked: str | None) -> None:
    text = 'schemaVersion: "1.2"\nruntimeConfig:\n' + "".join(
        f"  {plugin}: {{properties: {{}}}}\n" for plugin in plugins
    )
    expected = [("warning", marked, "the plugins of runtimeConfig run in random order")] if marked else []
    assert of_rule("random-plugin-order", text) == expected


@pytest.mark.parametrize(("settings", "found"), [("{a: b}", True), ("{}", False), ("null", False), ("''", False)])
def test_settings_of_run_document(settings: str, found: bool) -> None:
    step = f"{{action: aws:runDocument, name: a, settings: {settings}, inputs: {{documentType: SSMDocument}}}}"
    expected = [("warning", "settings", "aws:runDocument fails when its step has settings")] if found else []
    assert of_rule("unusable-run-document", steps(step)) == expected


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        ("aws:cloudWatch", '"aws:cloudWatch" is outdated: use the CloudWatch agent'),
        ("aws:configureDaemon", '"aws:configureDaemon" is outdated: no agent offers it'),
        ("aws:updateSsmAgent", None),
    ],
)
def test_deprecated_plugin(plugin: str, message: str | None) -> None:
    expected = [("info", plugin, message)] if message else []
    assert of_rule("deprecated-plugin", steps(f"{{action: {plugin}, name: a, inputs: {{}}}}")) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("5", None),
        ("172800", None),
        ("172800.9", None),
        ("5.9", None),
        ("'5.5'", None),
        ("'1e3'", None),
        ("1_000", None),
        ("0x10", None),
        ("'+60'", None),
        ("null", None),
        ("''", None),
        ("'{{ T }}'", None),
        ("'${timeout}'", None),
        ("4.9", "timeoutSeconds 4.9 is not between 5 and 172800"),
        ("172801", "timeoutSeconds 172801 is not between 5 and 172800"),
        ("'-60'", "timeoutSeconds -60 is not between 5 and 172800"),
        ("'1_000'", 'timeoutSeconds "1_000" is not a number of seconds'),
        ("' 60'", 'timeoutSeconds " 60" is not a number of seconds'),
        ("60s", 'timeoutSeconds "60s" is not a number of seconds'),
        ("true", 'timeoutSeconds "true" is not a number of seconds'),
        (".nan", 'timeoutSeconds ".nan" is not a number of seconds'),
        (".inf", "timeoutSeconds .inf is not between 5 and 172800"),
    ],
)
def test_timeout_out_of_range(value: str, message: str | None) -> None:
    step = f"{{action: aws:runShellScript, name: a, inputs: {{runCommand: [ls], timeoutSeconds: {value}}}}}"
    expected = [("warning", value, f"{message}, the agent takes 3600 instead")] if message else []
    assert of_rule("timeout-out-of-range", steps(step)) == expected


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("AWS-UpdateSSMAgent", True),
        ("AWS-UpdateSSMAgent:1", True),
        ("arn:aws:ssm:eu-west-1::document/AWS-UpdateSSMAgent", True),
        ("AWS-RunPatchBaseline", False),
        ("'{{ Path }}'", False),
    ],
)
def test_document_of_run_document(path: str, found: bool) -> None:
    step = f"{{action: aws:runDocument, name: a, inputs: {{documentType: SSMDocument, documentPath: {path}}}}}"
    expected = [("warning", path, "aws:runDocument cannot run AWS-UpdateSSMAgent")] if found else []
    assert of_rule("unusable-run-document", steps(step)) == expected
    assert of_rule("unusable-run-document", steps(step.replace("SSMDocument,", "LocalPath,"))) == []


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("''", []),
        ("'{}'", []),
        ("null", []),
        ("'{{ Arguments }}'", []),
        ("'<< Arguments >>'", []),
        ('\'{"SSM_A": "{{ B }}"}\'', []),
        ("'{\"SSM_A\": {{ B }}}'", []),
        ('\'{"{{ A }}": "b"}\'', []),
        ('\'{"a": "b", "SSM_C": "d", "e": "f"}\'', ["a", "e"]),
    ],
)
def test_keys_of_additional_arguments(text: str, messages: list[str]) -> None:
    step = (
        f"{{action: aws:configurePackage, name: a, inputs: {{name: p, action: Install, additionalArguments: {text}}}}}"
    )
    expected = [("warning", text, f'the key "{key}" has to begin with "SSM_"') for key in messages]
    assert of_rule("invalid-additional-arguments", steps(step)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("'[]'", "additionalArguments has to be a JSON object"),
        ("'{'", "additionalArguments has to be a JSON object"),
        ("5", "additionalArguments has to be a JSON object"),
        ("x" * 4097, "additionalArguments has 4,097 characters, at most 4,096 are taken"),
    ],
)
def test_additional_arguments(text: str, message: str) -> None:
    step = (
        f"{{action: aws:configurePackage, name: a, inputs: {{name: p, action: Install, additionalArguments: {text}}}}}"
    )
    assert of_rule("invalid-additional-arguments", steps(step)) == [("warning", text, message)]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ("action: Ps", []),
        ("action: Inspect", []),
        ("action: run", []),
        ("Action: Run, Image: nginx, volume: [a], env: 'A=b', cmd: x", []),
        ("action: Start, container: '{{ C }}', cmd: '{{ D }} | e'", []),
        ("action: '{{ A }}'", []),
        ("action: Start, <<: {container: a}", []),
        ("action: Pull, image: ''", [("Pull", 'the action "Pull" needs the input "image"')]),
        ("action: Exec, container: a", [("Exec", 'the action "Exec" needs the input "cmd"')]),
        ("action: Run, image: a, env: 'A=b,C=d'", [("'A=b,C=d'", 'the agent refuses env because of ","')]),
        ("action: Run, image: a, volume: [b, c]", [("[b, c]", "docker takes the second volume for the image")]),
    ],
)
def test_unusable_docker_input(inputs: str, expected: list[tuple[str, str]]) -> None:
    step = f"{{action: aws:runDockerAction, name: a, inputs: {{{inputs}}}}}"
    found = [("warning", marked, message) for marked, message in expected]
    assert of_rule("unusable-docker-input", steps(step)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("''", False),
        ("null", False),
        ("'{}'", False),
        ("{path: a}", False),
        ("'{{ Info }}'", False),
        ("'{\"path\": {{ Path }}}'", False),
        ("'[]'", True),
        ("path=a", True),
        ("'{path: a}'", True),
    ],
)
@pytest.mark.parametrize("key", ["sourceInfo", "SourceInfo"])
def test_source_info(key: str, text: str, found: bool) -> None:
    step = f"{{action: aws:downloadContent, name: a, inputs: {{sourceType: S3, {key}: {text}}}}}"
    expected = [("warning", text, "sourceInfo has to be a JSON object")] if found else []
    assert of_rule("malformed-source-info", steps(step)) == expected


@pytest.mark.parametrize("action", ["{{ Action }}", "${ACTION}", "aws:${PLUGIN}"])
def test_a_plugin_that_a_build_names_is_not_unknown(action: str) -> None:
    assert of_rule("unknown-plugin", steps(SCRIPT % ("", ""), f"{{action: '{action}', name: b}}")) == []
