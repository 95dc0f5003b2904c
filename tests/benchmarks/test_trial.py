"""What is said of runbooks that are tried: how they ended, and whether something was missing here."""

from pathlib import Path
from unittest.mock import patch

import pytest

from benchmarks.trial.answered import ANSWERED
from benchmarks.trial.report import tables
from benchmarks.trial.trial import REFUSED, Setting, Trial, try_runbook
from ssmdoc.analysis.discover import discover
from ssmdoc.automation.actions import ACTIONS
from ssmdoc.automation.world import NoNodes

SETTING = Setting(NoNodes(), (), {}, 5, 10)
HEAD = "schemaVersion: '0.3'\nmainSteps:\n"
WAIT = """\
- name: wait
  action: aws:waitForAwsResourceProperty
  inputs: {Service: ec2, Api: DescribeImages, ImageIds: ['{{ ImageId }}'], PropertySelector: '$.Images[0].State', DesiredValues: [deregistered]}
- {name: ask, action: aws:approve, inputs: {Approvers: [alice]}}
- name: script
  action: aws:executeScript
  inputs: {Runtime: python3.11, Handler: main, Script: 'def main(e, c): return 1', InputPayload: {Image: '{{ ImageId }}'}}
  outputs: [{Name: Names, Selector: '$.Payload.found[1].names', Type: StringList}]
- {name: child, action: aws:executeAutomation, inputs: {DocumentName: Other, RuntimeParameters: {Names: '{{ script.Names }}'}}}
parameters:
  ImageId: {type: String, allowedPattern: '^ami-[0-9a-f]{17}$'}
  Mode: {type: String, allowedPattern: '^(x[0-9]{3}){2}$'}
  Size: {type: String, default: '{{ ssm:/size }}'}
outputs: [script.Names]
"""  # noqa: E501 (as runbooks are written)
WORD = "parameters: {Word: {type: String}}"
NOBODY = "- {name: other, action: aws:runCommand, inputs: {DocumentName: AWS-RunShellScript, Targets: [{Key: 'tag:a', Values: [b]}]}}\n"  # noqa: E501


@pytest.mark.parametrize(
    ("text", "status", "lacks"),
    [
        (HEAD + WAIT, "Success", ""),
        (HEAD + "- {name: a, action: aws:sleep, inputs: {Duration: '{{ Word }}'}}\n" + WORD, "Failed", ""),
        (HEAD + "- {name: a, action: aws:sleep, inputs: {Duration: PT1S}, nextStep: b}", REFUSED, ""),
        (HEAD + NOBODY, "Failed", "aws:runCommand"),
    ],
)
def test_how_it_ended(text: str, status: str, lacks: str, tmp_path: Path) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(text)
    answered = {name: action for name, action in ANSWERED.items() if name == "aws:executeScript"}
    with patch.dict(ACTIONS, answered):
        (trial,) = [try_runbook(file, SETTING) for file in discover([str(path)])]
    assert trial is not None
    assert (trial.status, trial.lacks.partition(": ")[0]) == (status, lacks), (trial.reason, trial.failed)


def test_tables() -> None:
    trials = [Trial("r/a.yaml", "Success"), Trial("r/b.yaml", "Failed", "", 'aws:x: no "b"', ("aws:x: Internal: no",))]
    assert [*tables(trials, Path("r"), with_failures=False)] == [
        "| ended | runbooks |",
        "|---|---|",
        "| Success | 1 |",
        "| Failed | 1 |",
        "\n1 of 2 (50.0 %) without an internal error or an unsupported feature",
        "1 of 2 (50.0 %) of those that were not refused",
        "\n| what is not supported | times | example |",
        "|---|---|---|",
        '| aws:x: no "b" | 1 | b.yaml |',
    ]
