"""The examples of docs/aws.md do what the page says."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssmdoc.aws.call import ApiCall, ApiError, Response, Unanswered
from ssmdoc.aws.mock_file import load_mocks
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.open_doors import open_doors
from ssmdoc.aws.requests import InvalidRequestError, prepare
from ssmdoc.source.text import Source
from tests.aws.calls import ACCOUNT, REGION, call

if TYPE_CHECKING:
    from ssmdoc.source.values import JsonValue

PAGE = (Path(__file__).parents[2] / "docs" / "aws.md").read_text()
MOCKS, MATCHERS, SETUP = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
INVALID, FINDINGS, UNANSWERED = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
INSTANCE = "i-0123456789abcdef0"


def test_what_boto3_says() -> None:
    with pytest.raises(InvalidRequestError) as raised:
        prepare(find_operation("ec2", "StartInstances"), {"Instances": [INSTANCE]})
    assert f"{raised.value}\n" == INVALID


def test_the_mocks() -> None:
    loaded = load_mocks(Source("mocks.yaml", MOCKS))
    assert loaded.diagnostics == ()
    with open_doors(loaded.mocks, region=REGION, account=ACCOUNT) as (chain, mocks, _):
        assert isinstance(chain.answer(call("ec2 DescribeInstances", {"InstanceIds": INSTANCE})), Response)
        started = [chain.answer(call("ec2 StartInstances", {"InstanceIds": [INSTANCE, "i-2"]})) for _ in range(2)]
        assert [type(answer) for answer in started] == [ApiError, Response]
        assert mocks.unmet() == []


def test_the_matchers() -> None:
    loaded = load_mocks(Source("mocks.yaml", MATCHERS))
    assert loaded.diagnostics == ()
    with open_doors(loaded.mocks, region=REGION, account=ACCOUNT) as (chain, _, _):
        tags: list[JsonValue] = [{"Key": "Owner", "Value": "team-blue"}]
        for resources in ([INSTANCE], ["vol-1", "vol-0123456789abcdef0"]):
            fitting = call("ec2 CreateTags", {"Resources": [*resources], "Tags": tags})
            assert isinstance(chain.answer(fitting), Response)
        other = call("ec2 CreateTags", {"Resources": [INSTANCE], "Tags": tags, "DryRun": True})
        assert isinstance(chain.answer(other), Unanswered)


def test_what_is_checked() -> None:
    wrong = """\
- service: ec2
  api: DescribeInstances
  response:
    Reservations:
    - OwnerId: '123456789012'
      Instance: []
      Instances:
      - State: {Code: '16'}
"""
    source = Source("mocks.yaml", wrong)
    lines = []
    for found in load_mocks(source).diagnostics:
        line, column = source.position(found.span.start)
        lines.append(f"mocks.yaml:{line}:{column}: {found.message}\n")
    assert "".join(lines) == FINDINGS


def test_when_nothing_answers() -> None:
    wanted = "$.Reservations[0].Instances[0].State.Name"
    asked = ApiCall("ec2", "DescribeInstances", {"InstanceIds": [INSTANCE]}, REGION, ACCOUNT, wanted)
    with open_doors(region=REGION, account=ACCOUNT) as (chain, _, _):
        answer = chain.answer(asked)
    assert isinstance(answer, Unanswered)
    assert f"{answer.message}\n{answer.skeleton}" == UNANSWERED


def test_filling_moto() -> None:
    loaded = load_mocks(Source("mocks.yaml", SETUP))
    assert loaded.diagnostics == ()
    with open_doors(loaded.mocks, "moto", region=REGION, account=ACCOUNT, setup=loaded.setup) as (chain, _, saved):
        answer = chain.answer(call("ec2 DescribeSubnets", {"Filters": [{"Name": "vpc-id", "Values": saved["vpc"]}]}))
    assert isinstance(answer, Response)
    assert isinstance(answer.value["Subnets"], list)
    assert len(answer.value["Subnets"]) == 1
