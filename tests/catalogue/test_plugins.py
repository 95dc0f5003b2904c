"""The table of plugins: complete, and consistent in itself."""

import pytest

from ssmdoc.catalogue.action_names import ALL_ACTION_NAMES
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES, SCRIPT_PLUGINS, TIMED_PLUGINS
from ssmdoc.catalogue.plugins import PLUGINS, Plugin


def test_the_names_are_those_of_the_table() -> None:
    timed = {plugin.name for plugin in PLUGINS.values() if any(item.name == "timeoutSeconds" for item in plugin.inputs)}
    assert sorted(PLUGIN_NAMES) == sorted(PLUGINS)
    assert set(TIMED_PLUGINS) == timed
    assert len(PLUGIN_NAMES) == 16


def test_no_plugin_is_an_action() -> None:
    assert not ALL_ACTION_NAMES & set(PLUGINS)


@pytest.mark.parametrize("plugin", PLUGINS.values(), ids=list(PLUGINS))
def test_plugin(plugin: Plugin) -> None:
    names = [item.name for item in plugin.inputs]
    assert len(set(names)) == len(names)
    assert {kind for item in plugin.inputs for kind in item.types} <= set(PARAMETER_TYPES)
    assert set(plugin.platforms) <= {"Linux", "Windows", "MacOS"}
    assert set(plugin.schemas) <= {"1.2", "2.0", "2.2"}
    assert plugin.source


@pytest.mark.parametrize("name", SCRIPT_PLUGINS)
def test_script_plugins(name: str) -> None:
    assert [item[:3] for item in PLUGINS[name].inputs] == [
        ("runCommand", ("StringList", "String"), True),
        ("timeoutSeconds", ("String", "Integer"), False),
        ("workingDirectory", ("String",), False),
        ("environment", ("StringMap",), False),
    ]
