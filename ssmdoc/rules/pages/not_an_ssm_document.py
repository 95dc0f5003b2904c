"""A file that was named is no SSM document.

It would have `schemaVersion`, and with it `mainSteps`, `runtimeConfig` or `sessionType`. In folders, files that are
no SSM documents are passed over without a word. CloudFormation templates, EC2 Image Builder components and JSON
Schemas are called by their name.

```yaml
version: 3  # error: this is not an SSM document: it would have schemaVersion, and with it mainSteps, runtimeConfig or sessionType
services: {web: {image: nginx}}
```

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: list
    inputs: {runCommand: [ls]}
```
"""  # noqa: E501
