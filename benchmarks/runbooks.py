"""Automation documents to measure on: calls, scripts and branches in the proportions that real runbooks have."""

from random import Random

HEAD = """\
description: |
  ### Made for measuring
  Looks for {word}, changes what it finds, and checks that it has changed.
schemaVersion: "0.3"
assumeRole: "{{{{ AutomationAssumeRole }}}}"
outputs:
  - {first}.Output
parameters:
  AutomationAssumeRole:
    type: AWS::IAM::Role::Arn
    description: (Required) The role that the automation takes on.
    allowedPattern: ^arn:(?:aws|aws-us-gov|aws-cn):iam::\\d{{12}}:role/[\\w+=,.@-]+$
  Name:
    type: String
    description: (Required) Name of the {word}.
    allowedPattern: ^[a-zA-Z0-9-]{{1,63}}$
  Mode:
    type: String
    allowedValues: [check, change]
    default: check
mainSteps:
"""

CALL = """\
  - name: {name}
    action: aws:executeAwsApi
    description: Reads the {word}.
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Name: tag:{word}
          Values: ["{{{{ Name }}}}", "{{{{ Mode }}}}"]
    outputs:
      - Name: State
        Selector: $.Reservations[0].Instances[0].State.Name
        Type: String
      - Name: Output
        Selector: $.Reservations[0].Instances[0].InstanceId
        Type: String
"""

SCRIPT = """\
  - name: {name}
    action: aws:executeScript
    description: Changes the {word}.
    timeoutSeconds: 600
    isEnd: false
    inputs:
      InputPayload:
        name: "{{{{ Name }}}}"
        state: "{{{{ {before}.State }}}}"
        region: "{{{{ global:REGION }}}}"
        account: "{{{{ global:ACCOUNT_ID }}}}"
      Runtime: python3.11
      Handler: change
      Script: |-
        import json

        import boto3


        def change(event, _):
            client = boto3.client("{word}", region_name=event["region"])
            found = client.describe_{word}s(Names=[event["name"]])
            for each in found["{word}s"]:
                if each["State"] == event["state"]:
                    client.modify_{word}(Name=each["Name"], Text=f"{{json.dumps(each)}}")
                    return {{"output": each["Name"], "message": "changed"}}
            raise RuntimeError(f"no {word} of account {{event['account']}} has this state")
    outputs:
      - {{Name: State, Selector: $.Payload.output, Type: String}}
      - {{Name: Output, Selector: $.Payload, Type: StringMap}}
"""

BRANCH = """\
  - name: {name}
    action: aws:branch
    inputs:
      Choices:
        - NextStep: {following}
          Variable: "{{{{ {before}.State }}}}"
          StringEquals: {word}
        - NextStep: {following}
          And:
            - {{Variable: "{{{{ Mode }}}}", StringEquals: change}}
            - {{Variable: "{{{{ {before}.State }}}}", StringEquals: running}}
      Default: {following}
"""


def runbook(random: Random, steps: int, words: tuple[str, ...]) -> str:
    """An Automation document with about so many steps; the first of them calls an API, the last one too."""
    word = random.choice(words)
    text = HEAD.format(word=word, first="step0") + CALL.format(name="step0", word=word)
    before = "step0"
    for number in range(1, steps):
        name = f"step{number}"
        kind = random.choice((CALL, CALL, SCRIPT, SCRIPT, BRANCH))
        text += kind.format(name=name, word=word, before=before, following=f"step{number + 1}")
        if kind is not BRANCH:
            before = name
    return text + CALL.format(name=f"step{steps}", word=word)
