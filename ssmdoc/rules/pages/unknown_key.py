"""A map has a key that is not known there.

AWS refuses unknown keys of the document; the agent ignores unknown keys of steps and inputs, so that what they say
has no effect, and the finding there is a warning.

```yaml
schemaVersion: "2.2"
mainStep:  # error: unknown key "mainStep" in the document, did you mean "mainSteps"?
  - action: aws:runShellScript
    name: list
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
