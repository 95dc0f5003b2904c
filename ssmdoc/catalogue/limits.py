"""Limits of the service and of the agent."""

MAX_DOCUMENT_BYTES = 64 * 1024
"""Size of a document. Source: BOTO CreateDocumentRequest.Content."""

MIN_TIMEOUT_SECONDS = 5
MAX_TIMEOUT_SECONDS = 172_800
DEFAULT_TIMEOUT_SECONDS = 3_600
"""`timeoutSeconds` of a script step; the agent takes the default for values out of range.

Source: agent-semantics 11.4, AGENT pluginutil.go ValidateExecutionTimeout.
"""

MIN_DELIVERY_SECONDS = 30
MAX_DELIVERY_SECONDS = 2_592_000
DEFAULT_DELIVERY_SECONDS = 3_600
"""TimeoutSeconds of SendCommand. Source: BOTO TimeoutSeconds; the default: UG23 monitor-commands.md."""

MAX_AUTOMATION_PARAMETERS = 200
MAX_AUTOMATION_PARAMETER_NAME = 50
MAX_AUTOMATION_PARAMETER_VALUE = 512
MAX_AUTOMATION_PARAMETER_ITEMS = 50
"""Parameters given when an automation starts, characters of a name, of a text or an item, items of a list.

Source: BOTO AutomationParameterMap, AutomationParameterKey, AutomationParameterValue, AutomationParameterValueList.
"""

MAX_ATTACHMENTS = 5
"""Of a runbook. Source: AWS General Reference, Systems Manager quotas ("GR25")."""

MAX_LOOP_ITERATIONS = 100
"""Iterations, and values to iterate over, of aws:loop. Source: UG25 automation-action-loop.md."""

MAX_SLEEP_SECONDS = 604_799
"""The longest aws:sleep. Source: UG25 automation-action-sleep.md."""

DEFAULT_APPROVAL_SECONDS = 604_800
MAX_APPROVAL_SECONDS = 2_592_000
"""`timeoutSeconds` of aws:approve. Source: UG25 automation-action-approve.md."""

MAX_SCRIPT_SECONDS = 600
MAX_LAMBDA_SECONDS = 300
MAX_API_SECONDS = 25
"""How long aws:executeScript, aws:invokeLambdaFunction and one call of aws:executeAwsApi run. Source: GR25, UG25."""

MAX_LAMBDA_BYTES = 200 * 1_024
"""What aws:invokeLambdaFunction can take from a function. Source: GR25."""

CANCEL_PATH_SECONDS = 120
"""How long the steps that onCancel leads to may take. Source: UG25 automation-actions.md."""

MAX_VARIABLE_TEXT = 512
MAX_VARIABLE_ITEMS = 50
MAX_VARIABLE_MAPS = 200
MAX_VARIABLE_KEY = 50
"""Values of aws:updateVariable: characters, items of a StringList, maps of a MapList, characters of a key.

Source: UG25 automation-action-update-variable.md.
"""

MAX_NESTED_AUTOMATIONS = 5
"""Levels of aws:executeAutomation below the first runbook. Source: GR25."""

MAX_APPROVAL_LEVELS = 5
"""Levels of approval in a change template. Source: UG25 change-templates-custom-editor.md."""

MAX_TEMPLATE_BYTES = 51_200
"""`TemplateBody` of aws:createStack. Source: UG25 automation-action-createstack.md."""

MAX_ADDITIONAL_ARGUMENTS = 4_096
"""Characters of `additionalArguments` of aws:configurePackage.

Source: UG25 documents-command-ssm-plugin-reference.md.
"""
