"""A map has a key that is not known there.

AWS refuses unknown keys of the document (`Unknown property "mainStep".`) and, in Automation documents, of steps.
For the inputs of `aws:runCommand` it says
`Unknown input names provided. Known=[ [Comment, MaxErrors, ...] ], Provided=[ [...] ].`
Inputs of other actions are a warning, unless the key stands for one that must be there. SSM Agent ignores unknown keys
of the steps and inputs of Command documents, so that what they say has no effect; that is a warning too.

```yaml
schemaVersion: "2.2"
mainStep:  # error: unknown key "mainStep" in the document, did you mean "mainSteps"?
  - action: aws:runShellScript
    name: list
    inputs: {runCommand: [ls]}
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: update
    action: aws:runCommand
    timeout: 600  # error: unknown key "timeout" in step "update", did you mean "timeoutSeconds"?
    inputs:
      DocumentName: AWS-RunShellScript
      InstanceIds: [i-0123456789abcdef0]
      commands: [dnf -y update]  # error: unknown key "commands" in the inputs of aws:runCommand
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: update
    action: aws:runCommand
    timeoutSeconds: 600
    inputs:
      DocumentName: AWS-RunShellScript
      InstanceIds: [i-0123456789abcdef0]
      Parameters: {commands: [dnf -y update]}
```
"""
