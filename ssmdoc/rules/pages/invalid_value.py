"""A value has the right type but is none of those that its key takes.

```yaml
schemaVersion: "2.2"
mainSteps: []  # error: "mainSteps" must be a list of at least one step, not an empty list
```

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs: {runCommand: [ls]}
```
"""
