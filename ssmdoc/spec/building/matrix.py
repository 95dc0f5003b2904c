"""A case with a matrix becomes several."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from ssmdoc.plan.automation.convert import as_text, shortened
from ssmdoc.source.tree import Node
from ssmdoc.source.values import JsonValue, to_value
from ssmdoc.spec.building.written import get, items, named, text
from ssmdoc.spec.values import Case

_LONGEST = 40
"""Characters of a value in a name."""


def expanded(case: Case, matrix: Node | None) -> Iterator[Case]:
    """The case for each combination of the values of its matrix, which its name then says."""
    if matrix is None:
        yield case
        return
    images = [text(item) for item in items(get(matrix, "image"))] or [None]
    parameters = {
        key.text: [to_value(item) for item in items(value)] for key, value in named(get(matrix, "parameters"))
    }
    for image, chosen in product(images, product(*parameters.values())):
        given: dict[str, JsonValue] = dict(zip(parameters, chosen, strict=True))
        words = [f"image={image}"] if image else []
        words += [f"{name}={shortened(as_text(value), _LONGEST)}" for name, value in given.items()]
        yield replace(
            case,
            name=f"{case.name} [{', '.join(words)}]",
            image=image or case.image,
            parameters={**case.parameters, **given},
        )
