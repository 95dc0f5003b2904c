from pathlib import Path

import pytest

from ssmdoc.cli import main

RUNBOOK = """
schemaVersion: "0.3"
description: d
parameters:
  Size: {type: String, default: small, allowedValues: [small, large]}
mainSteps:
  - name: look
    action: aws:executeAwsApi
    inputs: {Service: ec2, Api: DescribeInstances, Filters: [{Name: tag:size, Values: ["{{ Size }}"]}]}
    outputs: [{Name: State, Selector: "$.Reservations[0].Instances[0].State.Name", Type: String}]
  - name: pick
    action: aws:branch
    inputs:
      Choices:
        - {NextStep: big, Variable: "{{ Size }}", StringEquals: large}
        - NextStep: each
          And:
            - {Variable: "{{ look.State }}", StringEquals: running}
            - Not: {Variable: "{{ Size }}", StringEquals: medium}
      Default: stop
  - {name: big, action: aws:sleep, inputs: {Duration: PT1M}, nextStep: stop}
  - name: each
    action: aws:loop
    onFailure: step:stop
    inputs:
      Iterators: ["{{ Size }}", b]
      Steps:
        - {name: one, action: aws:sleep, inputs: {Duration: PT1S}, onFailure: step:stop}
  - {name: between, action: aws:pause, inputs: {}, isEnd: true}
  - {name: stop, action: aws:sleep, inputs: {Duration: PT2M}}
"""


@pytest.fixture
def runbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "size.yaml").write_text(RUNBOOK)
    return "size.yaml"


def test_what_is_known(runbook: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--plan", runbook]) == 0
    assert capsys.readouterr().out == (
        "size.yaml: Automation, 6 steps\n"
        "  Size = small\n"
        "step 1/6 look (aws:executeAwsApi)\n"
        "  Service: ec2\n"
        "  Api: DescribeInstances\n"
        '  Filters: [{"Name":"tag:size","Values":["small"]}]\n'
        "step 2/6 pick (aws:branch)\n"
        "  -> if ({{ look.State }} StringEquals running and not {{ Size }} StringEquals medium): goes on with each\n"
        "  -> otherwise: goes on with stop\n"
        "step 3/6 big (aws:sleep): not reached\n"
        "step 4/6 each (aws:loop)\n"
        '  Iterators: ["small","b"]\n'
        "  step 1/1 one (aws:sleep)\n"
        "    Duration: PT1S\n"
        "    -> on failure: goes on with stop\n"
        "  -> on failure: goes on with stop\n"
        "  -> from one, on failure: goes on with stop\n"
        "step 5/6 between (aws:pause)\n"
        "  -> ends\n"
        "step 6/6 stop (aws:sleep)\n"
        "  Duration: PT2M\n"
    )


def test_a_decision_that_is_known(runbook: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--plan", runbook, "-p", "Size=large"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  -> because {{ Size }} StringEquals large: goes on with big" in lines
    assert "step 4/6 each (aws:loop): not reached" in lines


def test_what_aws_refuses(runbook: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--plan", runbook, "-p", "Size=huge"]) == 1
    assert capsys.readouterr().out == (
        "refused: InvalidAutomationExecutionParametersException (StartAutomationExecution): "
        'Parameter "Size" has value "huge" not found in [small, large].\n'
    )
