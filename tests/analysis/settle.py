"""What the schemas cannot say of a made document: names that are used once and exist, forms, defaults of their type."""

from typing import Any, TypeAlias

Json: TypeAlias = Any

_DEFAULTS: dict[str, Json] = {
    "String": "text",
    "StringList": ["one", "two"],
    "StringMap": {"key": "text"},
    "Integer": 7,
    "Boolean": True,
    "MapList": [{"key": "text"}],
    "AWS::EC2::Instance::Id": "i-0123456789abcdef0",
    "List<AWS::EC2::Instance::Id>": ["i-0123456789abcdef0"],
    "AWS::S3::Bucket::Name": "some-bucket",
    "List<AWS::S3::Bucket::Name>": ["some-bucket"],
    "AWS::IAM::Role::Arn": "arn:aws:iam::111122223333:role/Automation",
    "List<AWS::IAM::Role::Arn>": ["arn:aws:iam::111122223333:role/Automation"],
}
_OUTDATED = ("aws:cloudWatch", "aws:configureDaemon", "aws:updateAgent", "aws:updateSsmAgent")
_COMMAND_TYPES = ("String", "StringList", "StringMap")
_ATTRIBUTES = ("allowedValues", "allowedPattern", "minItems", "maxItems", "minChars", "maxChars", "interpolationType")


def settled(name: str, document: Json) -> Json:
    """The document made whole; `name` is that of its schema."""
    parameters = document.get("parameters") or {}
    for declaration in parameters.values():
        _settle_parameter(name, declaration)
    match name.partition("-")[0]:
        case "automation":
            _settle_automation(document)
            document["mainSteps"].append(
                {"name": "last", "action": "aws:invokeLambdaFunction", "inputs": _all_of(parameters)}
            )
        case "command" if name == "command-2.x":
            _settle_command(document)
            document["mainSteps"] += [_use(parameter, parameters[parameter]["type"]) for parameter in parameters]
        case "command":
            document.pop("parameters", None)
            document["runtimeConfig"] = {"aws:runShellScript": _script(document["runtimeConfig"])}
        case "session":
            _settle_session(document)
        case "package":
            _settle_package(document)
    return document


def _settle_parameter(name: str, declaration: Json) -> None:
    for attribute in _ATTRIBUTES:
        declaration.pop(attribute, None)
    if not name.startswith("automation") and declaration["type"] not in _COMMAND_TYPES:
        declaration["type"] = "String"
    if "default" in declaration:
        declaration["default"] = _DEFAULTS[declaration["type"]]


def _all_of(parameters: Json) -> Json:
    return {"FunctionName": "all", "InputPayload": {name: f"{{{{ {name} }}}}" for name in parameters}}


def _use(parameter: str, type_: str) -> Json:
    reference, name = f"{{{{ {parameter} }}}}", f"use{parameter}"
    match type_:
        case "StringMap":
            source = {"sourceType": "S3", "sourceInfo": reference}
            return {"name": name, "action": "aws:downloadContent", "inputs": source}
        case "StringList":
            return {"name": name, "action": "aws:runShellScript", "inputs": {"runCommand": reference}}
    return {"name": name, "action": "aws:runShellScript", "inputs": {"runCommand": [f"echo '{reference}'"]}}


def _settle_automation(document: Json) -> None:
    variables: dict[str, Json] = {}
    document.pop("files", None)
    document.pop("outputs", None)
    _settle_steps(document["mainSteps"], "s", variables)
    document.pop("variables", None)
    if variables:
        document["variables"] = variables
    wanted = [(step["name"], output["Name"]) for step in document["mainSteps"] for output in step.get("outputs", ())]
    if wanted:
        document["outputs"] = [".".join(pair) for pair in wanted]


def _settle_steps(steps: list[Json], prefix: str, variables: Json) -> None:
    for place, step in enumerate(steps):
        step["name"] = f"{prefix}{place}"
        following = f"{prefix}{place + 1}" if place + 1 < len(steps) else None if len(prefix) > 1 else "last"
        step.pop("isEnd", None)
        for key in ("nextStep", "onCancel", "isCritical"):
            step.pop(key, None)
        if following and step["action"] != "aws:branch" and place % 2:
            step["nextStep"] = following
        if step["action"] == "aws:branch" and not following:
            step |= {"action": "aws:pause", "inputs": {}}
        inputs = step.setdefault("inputs", {})
        match step["action"]:
            case "aws:branch":
                for number, choice in enumerate(inputs["Choices"]):
                    _settle_condition(choice, number)
                    choice["NextStep"] = following
                inputs.pop("Default", None)
            case "aws:loop":
                _settle_steps(inputs["Steps"], step["name"] + "x", variables)
                step.pop("outputs", None)
                inputs.pop("MaxIterations", None) if "Iterators" in inputs else None
                _settle_condition(inputs.get("LoopCondition"), place)
            case "aws:updateVariable":
                variables["count"] = {"type": "String", "default": "text"}
                inputs |= {"Name": "variable:count", "Value": "other"}
            case "aws:executeScript":
                inputs["Runtime"] = "python3.11"
                inputs |= {"Handler": "main", "Script": "def main(events, context):\n    return {}\n"}
                inputs.pop("Attachment", None)
            case "aws:approve":
                inputs.pop("MinRequiredApprovals", None)
        _settle_outputs(step)


def _settle_outputs(step: Json) -> None:
    """Only actions that answer with something take outputs."""
    if step["action"] not in ("aws:executeAwsApi", "aws:executeScript"):
        step.pop("outputs", None)
    for number, output in enumerate(step.get("outputs", ())):
        output |= {"Name": f"Out{number}", "Selector": f"$.Value{number}", "Type": "String"}


def _settle_condition(condition: Json, number: int) -> None:
    """Each comparison is one of its own, so that none is like an earlier one or excludes it."""
    if isinstance(condition, list):
        for place, each in enumerate(condition):
            _settle_condition(each, 10 * number + place)
    if not isinstance(condition, dict):
        return
    for key in list(condition):
        if key == "Not":
            condition[key] = {"Variable": "{{ global:REGION }}", "StartsWith": f"region-{number}"}
        elif key in ("And", "Or"):
            _settle_condition(condition[key], number + 1)
        elif key != "NextStep":
            del condition[key]
            condition |= {"Variable": "{{ global:REGION }}", "Contains": f"region-{number}"}


def _settle_command(document: Json) -> None:
    for place, step in enumerate(document["mainSteps"]):
        step["name"] = f"s{place}"
        for key in ("maxAttempts", "timeoutSeconds", "onFailure", "settings", "precondition"):
            step.pop(key, None)
        if step["action"] in _OUTDATED:
            step |= {"action": "aws:runShellScript", "inputs": {"runCommand": ["uptime"]}}
        for key in ("finallyStep", "maxAttempts"):
            (step.get("inputs") or {}).pop(key, None)
        if step["action"] == "aws:runDockerAction":
            step["inputs"] = {"action": "Run", "image": "nginx", "cmd": "true", "env": "A=b", "timeoutSeconds": "60"}
        if "workingDirectory" in (step.get("inputs") or {}):
            step["inputs"]["workingDirectory"] = "/srv"


def _script(plugins: Json) -> Json:
    """The configuration of the script plugin, as it was made if it was."""
    made = plugins.get("aws:runShellScript") or plugins.get("aws:runPowerShellScript")
    made = made or {"properties": {"runCommand": ["uptime"]}}
    properties = made.get("properties")
    for block in properties if isinstance(properties, list) else [properties]:
        if isinstance(block, dict):
            block.pop("workingDirectory", None)
            block.pop("finallyStep", None)
    return made


def _settle_session(document: Json) -> None:
    for name in list(document.get("parameters") or ()):
        del document["parameters"][name]


def _settle_package(document: Json) -> None:
    names = sorted(document["files"])
    document["packages"] = {"_any": {"_any": {"_any": {"file": names[0]}}}}
    document["files"] = {names[0]: document["files"][names[0]]}
