"""References to values whose type does not fit their input."""

from collections.abc import Iterator
from functools import lru_cache

from ssmdoc.catalogue.parameter_types import LIST_TYPES, TYPES
from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS
from ssmdoc.model.outputs import declares
from ssmdoc.model.scope import Meaning, Use
from ssmdoc.model.steps import Step
from ssmdoc.model.value_types import fits
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar, Sequence


@rule("reference-of-wrong-type", Severity.WARNING, kinds=(*AUTOMATION_KINDS, *COMMAND_KINDS))
def reference_of_wrong_type(document: Document) -> Iterator[Finding]:
    """An input is a reference to a value of a type that the input does not take.

    A text that is one whole reference becomes the value itself, with its type. Automation converts between String,
    Integer and Boolean, makes a list of one of them, and takes the only item out of a list of one; maps are not
    converted at all. SSM Agent converts nothing.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      InstanceIds: {type: StringList}
      Tags: {type: StringMap}
    mainSteps:
      - name: image
        action: aws:createImage
        inputs:
          InstanceId: "{{ InstanceIds }}"  # error: InstanceId needs a String, a StringList fits only if it has one item
          ImageName: nightly
      - name: tag
        action: aws:createTags
        inputs:
          ResourceIds: ["{{ image.ImageId }}"]
          Tags: "{{ Tags }}"  # error: Tags needs a MapList, not a StringMap
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Line: {type: String}
    mainSteps:
      - action: aws:runShellScript
        name: run
        inputs:
          runCommand: "{{ Line }}"  # error: runCommand needs a StringList, not a String
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      InstanceId: {type: String}
      Tags: {type: MapList}
    mainSteps:
      - name: image
        action: aws:createImage
        inputs: {InstanceId: "{{ InstanceId }}", ImageName: nightly}
      - name: tag
        action: aws:createTags
        inputs: {ResourceIds: ["{{ image.ImageId }}"], Tags: "{{ Tags }}"}
    ```
    """
    for use in document.uses:
        reference, step = use.reference, use.where.step
        if reference.end - reference.start != len(use.scalar.text) or step is None or step.action is None:
            continue
        if not isinstance(use.meaning, Meaning) or not use.meaning.type or not _is_input(step, use):
            continue
        type_ = use.meaning.type
        if document.kind in AUTOMATION_KINDS:
            wanted = _wanted(step.action.text, use.where.key)
            if wanted and not fits(type_, wanted) and not (use.where.key == "Iterators" and type_ == "MapList"):
                yield Finding(use.scalar.span, f"{use.where.key} needs {_in_words(wanted)}, not {_in_words((type_,))}")
            elif wanted and type_ == "StringList" and type_ not in wanted and _may_be_longer(document, use):
                message = f"{use.where.key} needs {_in_words(wanted)}, a StringList fits only if it has one item"
                yield Finding(use.scalar.span, message)
        elif wanted := _wanted_by_agent(step.action.text, use.where.key, type_):
            yield Finding(use.scalar.span, f"{use.where.key} needs {_in_words(wanted)}, not {_in_words((type_,))}")


def _is_input(step: Step, use: Use) -> bool:
    """Whether the text is the value of an input itself, not something below it."""
    return any(inputs.get(use.where.key) is use.scalar for inputs in step.input_maps())


@lru_cache(maxsize=512)
def _wanted(action: str, name: str) -> tuple[str, ...]:
    """The types that an input of an action takes; none when they are not known."""
    from ssmdoc.catalogue.actions import ACTIONS  # few documents need it

    known = ACTIONS.get(action)
    return next((each.types for each in known.inputs if each.name == name), ()) if known else ()


def _wanted_by_agent(plugin: str, name: str, type_: str) -> tuple[str, ...]:
    """The types that an input of a plugin takes, when a value of a type is surely none of them.

    The agent reads inputs into values of Go without any conversion; what it is given for a map is not certain.
    Source: agent-semantics 1.5 and 1.7; UG23 documents-command-ssm-plugin-reference.md.
    """
    if type_ == "String":
        return ("StringList",) if plugin in SCRIPT_PLUGINS and name.lower() == "runcommand" else ()
    if type_ not in LIST_TYPES:
        return ()
    from ssmdoc.catalogue.plugins import PLUGINS  # few documents need it

    known = PLUGINS.get(plugin)
    types = next((each.types for each in known.inputs if each.name.lower() == name.lower()), ()) if known else ()
    return () if type_ in types else types


def _may_be_longer(document: Document, use: Use) -> bool:
    """Whether a list may have several items: not one that an action gives, nor a parameter with `maxItems: 1`."""
    if isinstance(use.meaning, Meaning) and use.meaning.step:
        return declares(use.meaning.step, use.reference.names[1])
    declared = document.parameters_by_name.get(use.reference.names[0])
    most = declared.get("maxItems") if declared else None
    default = declared.get("default") if declared else None
    one = isinstance(default, Sequence) and len(default.items) == 1
    return not one and not (isinstance(most, Scalar) and most.text == "1")


def _in_words(types: tuple[str, ...]) -> str:
    """Types as part of a sentence: `a String or an Integer`."""
    return " or ".join(TYPES[name].with_article for name in types)
