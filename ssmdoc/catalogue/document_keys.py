"""Keys of whole documents, and the documents that have them, for whoever wrote one into another.

Source: UG23 documents-syntax-data-elements-parameters.md, UG25 change-templates-custom-editor.md and
session-manager-schema.md.
"""

_AUTOMATION = 'Automation documents, whose schemaVersion is "0.3"'
_TEMPLATE = 'change templates, whose schemaVersion is "0.3"'

OWNERS = {
    "assumeRole": _AUTOMATION,
    "outputs": _AUTOMATION,
    "variables": _AUTOMATION,
    "files": _AUTOMATION,
    "templateInformation": _TEMPLATE,
    "executableRunBooks": _TEMPLATE,
    "emergencyChange": _TEMPLATE,
    "autoApprovable": _TEMPLATE,
    "sessionType": 'Session documents, whose schemaVersion is "1.0"',
    "runtimeConfig": 'Command documents of schemaVersion "1.2"',
    "mainSteps": 'documents of schemaVersion "2.2" or "0.3"',
    "packages": "package manifests",
}
