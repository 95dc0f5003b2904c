"""A value has another type than its key takes: text, number, list or map.

AWS and the agent read types strictly; one wrong type can fail the whole document. AWS says
`Input [...] is of type ArrayList, but expected type is String.` In Automation documents it takes `"600"` for 600 and
`"true"` for true, and a reference in place of any value of an input; a number in place of a text there is a warning.

```yaml
schemaVersion: "2.2"
mainSteps:  # error: "mainSteps" must be a list of at least one step, not a map
  list:
    action: aws:runShellScript
    inputs: {runCommand: [ls]}
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: greet
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: greet
      Script:  # error: "Script" must be text, not a list
        - "def greet(events, context):"
        - "    return {}"
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: greet
    action: aws:executeScript
    timeoutSeconds: "600"
    inputs:
      Runtime: python3.11
      Handler: greet
      Script: |
        def greet(events, context):
            return {}
```
"""
