"""A value has the right type but is none of those that its key takes, or two inputs exclude each other.

A word in other letter case, and a limit that AWS has raised before, are warnings.

```yaml
schemaVersion: "2.2"
mainSteps: []  # error: "mainSteps" must be a list of at least one step, not an empty list
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: stop
    action: aws:changeInstanceState
    isEnd: never  # error: "isEnd" must be true or false, not "never"
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: halted  # error: "DesiredState" must be "running" or "stopped" or "terminated", not "halted"
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: stop
    action: aws:changeInstanceState
    isEnd: "true"
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: stopped
```
"""
