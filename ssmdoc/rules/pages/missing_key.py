"""A map lacks a key that must be there.

AWS refuses such a document, or the step with the missing input cannot do its work. It says
`Missing "mainSteps" in the document.`, `Missing "name" in step detail.`, `Missing "action" in step detail.` or
`Missing "type" in parameter definition.`

```yaml
schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript  # error: missing key "name" in step 1
    inputs: {runCommand: [ls]}
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: wait
    action: aws:waitForAwsResourceProperty
    inputs:
      Service: ec2  # error: missing key "DesiredValues" in the inputs of aws:waitForAwsResourceProperty
      Api: DescribeInstanceStatus
      PropertySelector: $.InstanceStatuses[0].InstanceStatus.Status
```

```yaml
schemaVersion: "0.3"
mainSteps:
  - name: wait
    action: aws:waitForAwsResourceProperty
    inputs:
      Service: ec2
      Api: DescribeInstanceStatus
      PropertySelector: $.InstanceStatuses[0].InstanceStatus.Status
      DesiredValues: [ok]
```
"""
