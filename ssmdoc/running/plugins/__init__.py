"""The plugins of the agent on Linux: which it knows, and what runs them here.

Source: amazon-ssm-agent runpluginutil.go allPlugins, processor/executer/plugin/plugin_unix.go; agent-semantics 3.1.
"""

from collections.abc import Mapping

from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES, SESSION_PLUGIN_NAMES
from ssmdoc.running.plugins.call import Plugin
from ssmdoc.running.plugins.configure_docker import configure_docker
from ssmdoc.running.plugins.configure_package import configure_package
from ssmdoc.running.plugins.domain_join import domain_join
from ssmdoc.running.plugins.download_content import download_content
from ssmdoc.running.plugins.not_run import not_registered
from ssmdoc.running.plugins.refresh_association import refresh_association
from ssmdoc.running.plugins.run_docker_action import run_docker_action
from ssmdoc.running.plugins.run_document import run_document
from ssmdoc.running.plugins.run_power_shell_script import run_power_shell_script
from ssmdoc.running.plugins.run_shell_script import run_shell_script
from ssmdoc.running.plugins.software_inventory import software_inventory
from ssmdoc.running.plugins.update_ssm_agent import update_ssm_agent

PLUGINS: Mapping[str, Plugin] = {
    "aws:cloudWatch": not_registered,
    "aws:configureDocker": configure_docker,
    "aws:configurePackage": configure_package,
    "aws:domainJoin": domain_join,
    "aws:downloadContent": download_content,
    "aws:refreshAssociation": refresh_association,
    "aws:runDockerAction": run_docker_action,
    "aws:runDocument": run_document,
    "aws:runPowerShellScript": run_power_shell_script,
    "aws:runShellScript": run_shell_script,
    "aws:softwareInventory": software_inventory,
    "aws:updateSsmAgent": update_ssm_agent,
}
"""The plugins that have a handler on Linux, by their exact names."""

KNOWN = frozenset((*PLUGIN_NAMES, *SESSION_PLUGIN_NAMES))
"""The plugins the agent has heard of: those without a handler are skipped or failed, by the schema version."""
