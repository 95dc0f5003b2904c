"""`ssmdoc run --plan --format json`."""

from collections.abc import Sequence

from ssmdoc.report.plan_text import PlannedRun
from ssmdoc.running.preview.values import StepPreview
from ssmdoc.source.values import JsonValue


def plan_json(run: PlannedRun) -> JsonValue:
    """The plan as one object."""
    return {
        "Plan": {
            "SchemaVersion": run.schema_version,
            "PlatformType": run.platform,
            "Parameters": dict(run.values),
            "Steps": _steps(run.steps),
        }
    }


def _steps(steps: Sequence[StepPreview]) -> list[JsonValue]:
    return [
        {
            "Name": step.name,
            "Action": step.action,
            "Decision": step.decision,
            "Reason": step.reason,
            "Remarks": list(step.remarks),
            "Unknown": step.details.unknown,
            "Inputs": step.inputs,
            "Scripts": [
                {
                    "Text": script.text,
                    "TimeoutSeconds": script.timeout,
                    "WorkingDirectory": script.working_directory,
                    "Environment": dict(script.environment),
                }
                for script in step.details.scripts
            ],
            "Fetches": [{"Address": fetch.address, "Path": fetch.path or None} for fetch in step.details.fetches],
            "Steps": _steps(step.details.steps),
        }
        for step in steps
    ]
