"""Templates of CloudFormation, read as moto reads them, but without making objects of Python.

moto reads them with yaml.Loader, for which `!!python/object/apply:os.system` is a call: a template could do anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node, SafeLoader


@contextmanager
def templates_are_data() -> Iterator[None]:
    """While this lasts, yaml.Loader is one that makes texts, numbers, lists and maps, and reads `!Ref` and its kin."""
    from unittest.mock import patch

    import yaml

    class TemplateLoader(yaml.SafeLoader):
        """Knows the short forms of functions, and no tag of Python."""

    TemplateLoader.add_multi_constructor("!", _function)
    with patch.object(yaml, "Loader", TemplateLoader):
        yield


def _function(loader: "SafeLoader", suffix: str, node: "Node") -> object:
    """`!Sub text` as `{Fn::Sub: text}`."""
    from moto.cloudformation.utils import yaml_tag_constructor

    made: object = yaml_tag_constructor(loader, f"!{suffix}", node)
    return made
