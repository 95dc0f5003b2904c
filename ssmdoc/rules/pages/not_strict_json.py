"""A JSON document says something that only YAML allows, such as a trailing comma or a comment.

AWS takes such a text when it is told that the format is YAML. As JSON, which is what it assumes, it refuses it:
`JSON not well-formed. at Line: 4, Column: 85`.

```json
{
  "schemaVersion": "2.2",
  "mainSteps": [
    {"action": "aws:runShellScript",
     "name": "list",
     "inputs": {"runCommand": ["ls"]},} # error: trailing comma before "}"; AWS takes this as YAML only
  ]
}
```

```json
{
  "schemaVersion": "2.2",
  "mainSteps": [
    {"action": "aws:runShellScript", "name": "list", "inputs": {"runCommand": ["ls"]}}
  ]
}
```
"""
