"""The schema versions of SSM documents, by document type."""

COMMAND_1_VERSIONS = ("1.2", "1.0")
"""Versions with `runtimeConfig`; the agent runs 1.0 too. Source: agent-semantics 1.1, AGENT appconfig/constants.go."""

COMMAND_2_VERSIONS = ("2.2", "2.0", "2.0.1", "2.0.2", "2.0.3")
"""Versions with `mainSteps`. 2.1 was withdrawn; 2.0.1 to 2.0.3 exist for package installs only. Source: as above."""

DOCUMENTED_COMMAND_VERSIONS = ("1.2", "2.0", "2.2")
"""The versions that a message should offer. Source: UG25 documents-schemas-features.md."""

PRECONDITION_VERSIONS = ("2.2",)
"""Versions whose steps may have preconditions. Source: agent-semantics 2, AGENT docparser.go isPreconditionEnabled."""

ENV_VAR_VERSIONS = ("2.2",)
"""Versions in which `interpolationType` counts. Source: UG25 documents-syntax-data-elements-parameters.md."""

AUTOMATION_VERSIONS = ("0.3",)
SESSION_VERSIONS = ("1.0",)
PACKAGE_VERSIONS = ("2.0",)
"""Manifests of Distributor. Source: UG23 distributor-working-with-packages-create.md."""
