"""A reference stands at the beginning of a YAML value without quotes.

YAML reads braces at the beginning of a value as a map, so that no reference is left.

```yaml
schemaVersion: "2.2"
parameters:
  all: {type: StringList}
mainSteps:
  - action: aws:runShellScript
    name: run
    inputs:
      runCommand: {{ all }}  # error: {{ all }} without quotes is a map to YAML, not a reference; quote it: "{{ all }}"
```

```yaml
schemaVersion: "2.2"
parameters:
  all: {type: StringList}
mainSteps:
  - action: aws:runShellScript
    name: run
    inputs:
      runCommand: "{{ all }}"
```
"""
