"""A case of a spec, with all that holds for every case of it."""

from typing import cast

from ssmdoc.spec.building import around
from ssmdoc.spec.building.calls import read_answers
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.disturbances import read_disturbances
from ssmdoc.spec.building.expectation import read_expectation
from ssmdoc.spec.building.written import Levels, get, items, text, values
from ssmdoc.spec.values import Case, Located, SandboxName


def read_case(levels: Levels, context: Context) -> Case:
    """The values of a case."""
    case, spec = levels
    name, folder = get(case, "name"), context.folder
    mocks, aws_setup = read_answers(levels, context)
    attachments = levels.first("attachments")
    return Case(
        name=text(name) or "",
        span=name.span if name is not None else case.span,
        parameters={**values(get(spec, "parameters")), **values(get(case, "parameters"))},
        image=text(levels.first("image")),
        sandbox=cast("SandboxName | None", text(levels.first("sandbox"))),
        library=tuple(around.folders(levels, "library", folder)),
        sources=tuple(around.sources(levels, folder)),
        packages=tuple(around.folders(levels, "packages", folder)),
        ssm_parameters=around.store(levels),
        expect=read_expectation(get(case, "expect"), context),
        isolation="shared" if text(levels.first("isolation")) == "shared" else "node",
        tags=tuple(dict.fromkeys(text(tag) or "" for node in levels.both("tags") for tag in items(node))),
        skip=text(get(case, "skip")),
        limits=around.limits(levels, context),
        environment=around.environment(levels),
        files=around.put_files(levels, folder),
        setup=around.script(levels, "setup", folder),
        teardown=around.script(levels, "teardown", folder),
        disturbances=read_disturbances(get(case, "disturb"), context),
        mocks=mocks,
        aws=text(levels.first("aws")) or "none",
        aws_setup=aws_setup,
        decisions=around.decisions(levels, context),
        is_virtual=text(levels.first("time")) != "real",
        attachments=Located(folder / (text(attachments) or ""), attachments.span) if attachments is not None else None,
        fleet=around.fleet(levels, context),
        written=case,
    )
