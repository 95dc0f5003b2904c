"""A value has another type than its key takes: text, number, list or map.

AWS and the agent read types strictly; one wrong type can fail the whole document.

```yaml
schemaVersion: "2.2"
mainSteps:  # error: "mainSteps" must be a list of at least one step, not a map
  list:
    action: aws:runShellScript
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
