"""The text is not right YAML or JSON, so nothing else can be said about it.

AWS refuses it: `JSON not well-formed.` A document whose path ends in `.json` is read as JSON, any other as YAML.

Also reported here is what is not looked at: what lies beyond the limits of the reader, and, at the first finding that
is left out, that a document has more than 1,000 findings. That last one is as grave as the gravest left out.

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs: {runCommand: [ls}  # error: expected "," or "]" because of the "[" in line 5
```

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs: {runCommand: [ls]}
```
"""
