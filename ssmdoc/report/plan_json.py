"""`ssmdoc run --plan --format json`."""

from collections.abc import Sequence

from ssmdoc.report.plan_text import PlannedFleet, PlannedRun
from ssmdoc.running.preview.values import StepPreview
from ssmdoc.source.values import JsonValue


def plan_json(run: PlannedRun) -> JsonValue:
    """The plan as one object."""
    return {
        "SchemaVersion": run.schema_version,
        "PlatformType": run.platform,
        "Parameters": dict(run.values),
        "Steps": _steps(run.steps),
    }


def fleet_plan_json(fleet: PlannedFleet, runs: Sequence[PlannedRun]) -> JsonValue:
    """The nodes, and the plans of their platforms, as one object."""
    return {
        "Fleet": {
            "MaxConcurrency": fleet.max_concurrency,
            "MaxErrors": fleet.max_errors,
            "StatusDetails": fleet.details.value if fleet.details else None,
            "Nodes": [
                {
                    "InstanceId": node.instance_id,
                    "InstanceName": node.name,
                    "PlatformType": node.platform,
                    "Image": node.image or None,
                    "StatusDetails": node.details.value if node.details else None,
                    "Reason": node.reason,
                }
                for node in fleet.nodes
            ],
        },
        "Plans": [plan_json(run) for run in runs],
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
