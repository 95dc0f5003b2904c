"""A map has the same key twice, and only the last one counts.

What the first one says is lost without a word.

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs:
      runCommand: [ls]
      runCommand: [pwd]  # error: key "runCommand" is already defined at line 6
```

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs:
      runCommand: [ls, pwd]
```
"""
