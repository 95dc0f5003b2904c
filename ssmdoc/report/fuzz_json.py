"""What `ssmdoc fuzz` found, for programs."""

from ssmdoc.fuzz.finding import Finding, FuzzResult
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue


def fuzz_json(source: Source, result: FuzzResult, *, where: str) -> JsonValue:
    """The findings and a summary; lines and columns count from 1."""
    return {
        "findings": [_finding(source, finding) for finding in result.findings],
        "summary": {
            "parameters": list(result.fuzzed),
            "leftOut": dict(result.left_out),
            "runs": result.runs,
            "seed": result.seed,
            "sandbox": where,
            "complete": result.is_complete,
        },
    }


def _finding(source: Source, finding: Finding) -> JsonValue:
    places: list[JsonValue] = []
    for span in finding.places:
        line, column = source.position(span.start)
        places.append({"line": line, "column": column})
    return {
        "path": source.path,
        "kind": finding.kind.value,
        "parameter": finding.parameter,
        "value": finding.value,
        "step": finding.symptom.step,
        "detail": finding.symptom.detail,
        "places": places,
        "remedy": finding.remedy,
    }
