"""A map lacks a key that must be there.

AWS refuses such a document, or the step with the missing input cannot do its work.

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript  # error: missing key "name" in step 1
    inputs: {runCommand: [ls]}
```

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs: {runCommand: [ls]}
```
"""
