"""The actions that a step of an Automation document can run, with their inputs and outputs.

Source: the action reference of the AWS Systems Manager User Guide (editions of 2023 and 2025, "UG23" and "UG25") and
the schemas of amazon-ssm-document-language-service ("LS").
"""

from typing import NamedTuple

from ssmdoc.catalogue.inputs import Input
from ssmdoc.catalogue.limits import (
    DEFAULT_APPROVAL_SECONDS,
    MAX_API_SECONDS,
    MAX_APPROVAL_SECONDS,
    MAX_LAMBDA_SECONDS,
    MAX_LOOP_ITERATIONS,
    MAX_SCRIPT_SECONDS,
    MAX_SLEEP_SECONDS,
    MAX_TEMPLATE_BYTES,
)
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES

TEXT = ("String",)
LIST = ("StringList",)
FLAG = ("Boolean",)
NUMBER = ("Integer",)
MAP = ("StringMap",)
MAPS = ("MapList",)


class Output(NamedTuple):
    """An output that a step of an action has without declaring it."""

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()


class Action(NamedTuple):
    """An action: what it does, its inputs and outputs, and its times."""

    name: str
    description: str
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    takes_api_inputs: bool = False
    """Whether any further inputs are allowed: the members of the request to an API."""
    takes_any_inputs: bool = False
    """Whether inputs that nobody reads are accepted too."""
    refuses_unknown_inputs: bool = False
    """Whether AWS was seen to refuse a document for an input that is not in the table."""
    one_of: tuple[str, ...] = ()
    """Inputs of which one must be given."""
    not_both: tuple[tuple[str, str], ...] = ()
    """Inputs that exclude each other."""
    other_spellings: tuple[tuple[str, str], ...] = ()
    """How other sources spell an input, and its name here; whether AWS takes the other spelling is not known."""
    default_timeout_seconds: int | None = None
    max_timeout_seconds: int | None = None
    max_duration_seconds: int | None = None
    """How long the action itself may take, whatever `timeoutSeconds` says."""
    source: str = ""


_API_INPUTS = (
    Input("Service", TEXT, required=True, description="Namespace of the AWS service, as boto3 names its client: ec2."),
    Input("Api", TEXT, required=True, description="Name of the API operation: DescribeInstances."),
)
_PROPERTY_INPUTS = (
    *_API_INPUTS,
    Input(
        "PropertySelector", TEXT, required=True, description="JSONPath to a member of the response: $.Reservations[0]."
    ),
    Input(
        "DesiredValues",
        LIST,
        required=True,
        description="The values that are wanted; a Boolean is compared as True or False.",
    ),
)
_ACTION_TARGETS = (
    Input(
        "MaxConcurrency",
        TEXT,
        description="How many targets run at once: a number, or a percentage such as 10%.",
    ),
    Input("MaxErrors", TEXT, description="How many errors stop it: a number, or a percentage such as 10%."),
)

_TABLE = (
    Action(
        "aws:approve",
        "Stops the automation until people have approved or rejected it.",
        (
            Input(
                "Approvers",
                LIST,
                max_items=10,
                description="Who may decide: user names, and ARNs of users, roles and assumed roles; at most 10.",
            ),
            Input("NotificationArn", TEXT, description="SNS topic to notify; its name starts with Automation."),
            Input("Message", TEXT, max_length=4096, description="What the notification says; at most 4096 characters."),
            Input(
                "MinRequiredApprovals",
                NUMBER,
                minimum=1,
                default=1,
                description="How many must approve; not more than there are approvers.",
            ),
            Input(
                "EnhancedApprovals",
                MAP,
                description="Approvers of a change template: NotificationArn, and a list of approver, type and "
                "minRequiredApprovals. It takes the place of Approvers.",
            ),
        ),
        (
            Output("ApprovalStatus", "String", "What was decided.", ("Approved", "Rejected", "Waiting")),
            Output("ApproverDecisions", "MapList", "The decision of each approver."),
        ),
        one_of=("Approvers", "EnhancedApprovals"),
        default_timeout_seconds=DEFAULT_APPROVAL_SECONDS,
        max_timeout_seconds=MAX_APPROVAL_SECONDS,
        source="UG25:automation-action-approve.md; UG25:change-templates-custom-editor.md",
    ),
    Action(
        "aws:assertAwsResourceProperty",
        "Fails unless a member of the response of an API has one of the values that are wanted.",
        _PROPERTY_INPUTS,
        takes_api_inputs=True,
        source="UG25:automation-action-assertAwsResourceProperty.md",
    ),
    Action(
        "aws:branch",
        "Goes on with the step of the first choice whose condition holds.",
        (
            Input(
                "Choices",
                MAPS,
                required=True,
                min_items=1,
                description="The choices: a condition each, and NextStep; the first that holds is taken.",
            ),
            Input(
                "Default", TEXT, description="Step to go on with when no choice holds; without it the next in the list."
            ),
        ),
        source="UG25:automation-action-branch.md; UG23:automation-branch-condition.md",
    ),
    Action(
        "aws:changeInstanceState",
        "Starts, stops or terminates EC2 instances, or waits for that.",
        (
            Input("InstanceIds", LIST, required=True, description="Ids of the instances."),
            Input(
                "DesiredState",
                TEXT,
                required=True,
                values=("running", "stopped", "terminated"),
                description="State to bring them to; running waits for both status checks as well.",
            ),
            Input("CheckStateOnly", FLAG, default=False, description="Only wait for the state, change nothing."),
            Input("Force", FLAG, description="Stop the instances without flushing caches."),
            Input("AdditionalInfo", TEXT, description="Reserved."),
            Input(
                "FailOnUnexpectedStopped",
                FLAG,
                description="Fail when an instance that was started stops again; AWS-StartEC2Instance says so.",
            ),
        ),
        # the guide says that there are none; the examples of the AWS CLI show these
        (Output("InstanceStates", "StringList", "States of the instances."),),
        default_timeout_seconds=3_600,
        source="UG25:automation-action-changestate.md; awscli examples/ssm/get-automation-execution.rst",
    ),
    Action(
        "aws:copyImage",
        "Copies an AMI from another Region into this one.",
        (
            Input("SourceRegion", TEXT, required=True, description="Region where the AMI is."),
            Input("SourceImageId", TEXT, required=True, description="Id of the AMI to copy."),
            Input("ImageName", TEXT, required=True, description="Name of the new AMI."),
            Input("ImageDescription", TEXT, description="Description of the new AMI."),
            Input("Encrypted", FLAG, description="Whether the copy is encrypted."),
            Input("KmsKeyId", TEXT, description="Full ARN of the KMS key to encrypt with."),
            Input("ClientToken", TEXT, description="Unique text that makes the request idempotent."),
        ),
        (
            Output("ImageId", "String", "Id of the new AMI."),
            Output("ImageState", "String", "State of the new AMI.", ("available", "pending", "failed")),
        ),
        source="UG25:automation-action-copyimage.md",
    ),
    Action(
        "aws:createImage",
        "Creates an AMI from an EC2 instance.",
        (
            Input("InstanceId", TEXT, required=True, description="Id of the instance."),
            Input("ImageName", TEXT, required=True, description="Name of the AMI."),
            Input("ImageDescription", TEXT, description="Description of the AMI."),
            Input("NoReboot", FLAG, default=False, description="Whether the instance is not shut down before."),
            Input(
                "BlockDeviceMappings",
                ("MapList", "StringMap"),
                description="Block devices of the AMI, as EC2's CreateImage takes them.",
            ),
        ),
        (
            Output("ImageId", "String", "Id of the AMI."),
            Output("ImageState", "String", "State of the AMI."),
        ),
        source="UG25:automation-action-create.md",
    ),
    Action(
        "aws:createStack",
        "Creates a CloudFormation stack from a template.",
        (
            Input(
                "StackName",
                TEXT,
                required=True,
                pattern="^[a-zA-Z][-a-zA-Z0-9]{0,127}$",
                description="Name of the stack: a letter, then letters, digits and hyphens; at most 128.",
            ),
            Input(
                "TemplateBody", TEXT, max_length=MAX_TEMPLATE_BYTES, description="The template; or give TemplateURL."
            ),
            Input(
                "TemplateURL",
                TEXT,
                max_length=1_024,
                description="Address of the template in S3; or give TemplateBody.",
            ),
            Input(
                "Parameters", MAPS, description="Parameters of the stack: a list of ParameterKey and ParameterValue."
            ),
            Input(
                "Capabilities",
                LIST,
                values=("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"),
                description="What the template may do: CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND.",
            ),
            Input(
                "OnFailure",
                TEXT,
                values=("DO_NOTHING", "ROLLBACK", "DELETE"),
                default="ROLLBACK",
                description="What happens when the stack cannot be created; not together with DisableRollback.",
            ),
            Input(
                "DisableRollback",
                FLAG,
                default=False,
                description="Whether a failed stack stays as it is; not together with OnFailure.",
            ),
            Input(
                "ClientRequestToken",
                TEXT,
                pattern="^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$",
                description="Unique text of the request; needed when maxAttempts is more than 1.",
            ),
            Input("NotificationARNs", LIST, max_items=5, description="SNS topics for events of the stack; at most 5."),
            Input("ResourceTypes", LIST, description="Types of resources that the template may use."),
            Input("RoleARN", TEXT, description="Role that CloudFormation takes on."),
            Input(
                "StackPolicyBody", TEXT, max_length=16_384, description="Policy of the stack; or give StackPolicyURL."
            ),
            Input("StackPolicyURL", TEXT, max_length=1_350, description="Address of the stack's policy in S3."),
            Input("Tags", MAPS, max_items=10, description="Tags of the stack: a list of Key and Value; at most 10."),
            Input("TimeoutInMinutes", NUMBER, minimum=1, description="Minutes after which creating the stack fails."),
        ),
        (
            Output("StackId", "String", "Id of the stack."),
            Output("StackStatus", "String", "Status of the stack."),
            Output("StackStatusReason", "String", "Why the stack has its status."),
        ),
        one_of=("TemplateBody", "TemplateURL"),
        not_both=(
            ("TemplateBody", "TemplateURL"),
            ("OnFailure", "DisableRollback"),
            ("StackPolicyBody", "StackPolicyURL"),
        ),
        other_spellings=(("onFailure", "OnFailure"),),
        source="UG25:automation-action-createstack.md; LS:actions/createStack.ts",
    ),
    Action(
        "aws:createTags",
        "Adds tags to resources of EC2 or of Systems Manager.",
        (
            Input(
                "ResourceIds", LIST, required=True, description="Ids of the resources; only one unless they are of EC2."
            ),
            Input("Tags", MAPS, required=True, description="The tags: a list of Key and Value."),
            Input(
                "ResourceType",
                TEXT,
                values=("EC2", "ManagedInstance", "MaintenanceWindow", "Parameter"),
                default="EC2",
                description="What the ids belong to.",
            ),
        ),
        source="UG25:automation-action-createtag.md",
    ),
    Action(
        "aws:deleteImage",
        "Deregisters an AMI and deletes its snapshots.",
        (Input("ImageId", TEXT, required=True, description="Id of the AMI."),),
        source="UG25:automation-action-delete.md",
    ),
    Action(
        "aws:deleteStack",
        "Deletes a CloudFormation stack.",
        (
            Input("StackName", TEXT, required=True, description="Name or id of the stack."),
            Input(
                "ClientRequestToken",
                TEXT,
                pattern="^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$",
                description="Unique text of the request.",
            ),
            Input("RetainResources", LIST, description="Resources to keep, of a stack whose deletion has failed."),
            Input(
                "RetainResources.member.N",
                LIST,
                description="RetainResources as the guide spells it.",
            ),
            Input("RoleARN", TEXT, description="Role that CloudFormation takes on."),
        ),
        source="UG25:automation-action-deletestack.md",
    ),
    Action(
        "aws:executeAutomation",
        "Runs another runbook and waits for its end.",
        (
            Input(
                "DocumentName", TEXT, required=True, description="Name of the runbook, or its ARN when it is shared."
            ),
            Input("DocumentVersion", TEXT, description="Version of the runbook; without it the default version."),
            Input("RuntimeParameters", MAP, description="Values for its parameters."),
            *_ACTION_TARGETS,
            Input("Tags", MAPS, max_items=5, description="Tags of the execution: a list of Key and Value; at most 5."),
            Input(
                "TargetLocations",
                MAPS,
                min_items=1,
                max_items=100,
                description="Accounts and Regions to run in, at most 100; the outputs are then not returned.",
            ),
            Input("TargetMaps", MAPS, max_items=300, description="Parameters for each run; not together with Targets."),
            Input("TargetParameterName", TEXT, description="Parameter of the runbook that gets each target."),
            Input("Targets", MAPS, max_items=5, description="What to run for: a list of Key and Values."),
        ),
        (
            Output("Output", "StringList", "What the outputs of the runbook give."),
            Output("ExecutionId", "String", "Id of the execution."),
            Output("Status", "String", "Status of the execution."),
        ),
        not_both=(("Targets", "TargetMaps"),),
        source="UG25:automation-action-executeAutomation.md",
    ),
    Action(
        "aws:executeAwsApi",
        "Calls an API operation of an AWS service.",
        _API_INPUTS,
        takes_api_inputs=True,
        max_duration_seconds=MAX_API_SECONDS,
        source="UG25:automation-action-executeAwsApi.md",
    ),
    Action(
        "aws:executeScript",
        "Runs a Python or PowerShell script in the service.",
        (
            Input("Runtime", TEXT, required=True, description="Language and version of the script: python3.11."),
            Input(
                "Handler",
                TEXT,
                description="Function, or file.function in an attachment; Python needs one, PowerShell has none.",
            ),
            Input(
                "InputPayload",
                ("StringMap", "String"),
                description="What the handler gets as its first argument, and PowerShell as $env:InputPayload.",
            ),
            Input("Script", TEXT, description="The script itself; or name an Attachment."),
            Input("Attachment", TEXT, description="File that holds the script: a key of the document's files."),
        ),
        (Output("Payload", "StringMap", "The object that the handler returns; at most 100 KB."),),
        one_of=("Script", "Attachment"),
        max_duration_seconds=MAX_SCRIPT_SECONDS,
        source="UG25:automation-action-executeScript.md",
    ),
    Action(
        "aws:executeStateMachine",
        "Runs a state machine of Step Functions and waits for its end.",
        (
            Input("stateMachineArn", TEXT, required=True, description="ARN of the state machine."),
            Input("name", TEXT, description="Name of the execution."),
            Input("input", TEXT, description="JSON text that the execution gets."),
        ),
        (
            Output("executionArn", "String", "ARN of the execution."),
            Output("input", "String", "What the execution got."),
            Output("name", "String", "Name of the execution."),
            Output("output", "String", "JSON text that the execution gave."),
            Output("startDate", "String", "When it began."),
            Output("stateMachineArn", "String", "ARN of the state machine."),
            Output("status", "String", "Status of the execution."),
            Output("stopDate", "String", "When it ended."),
        ),
        source="UG25:automation-action-executeStateMachine.md",
    ),
    Action(
        "aws:invokeLambdaFunction",
        "Calls a Lambda function.",
        (
            Input("FunctionName", TEXT, required=True, description="Name or ARN of the function."),
            Input("Qualifier", TEXT, description="Version or alias of the function."),
            Input(
                "InvocationType",
                TEXT,
                values=("RequestResponse", "Event", "DryRun"),
                default="RequestResponse",
                description="Whether to wait for the answer, not to wait, or only to check the call.",
            ),
            Input(
                "LogType",
                TEXT,
                values=("None", "Tail"),
                description="Tail gives the end of the log as LogResult; needs RequestResponse.",
            ),
            Input("ClientContext", TEXT, description="Base64 text about the client."),
            Input("InputPayload", MAP, description="What the function gets, as a map; it wins over Payload."),
            Input("Payload", ("String", "StringMap"), description="JSON text that the function gets."),
        ),
        (
            Output("StatusCode", "String", "HTTP status of the call."),
            Output("FunctionError", "String", "What went wrong in the function."),
            Output("LogResult", "String", "End of the log, Base64."),
            Output("Payload", "String", "JSON text that the function gave, at most 200 KB; with RequestResponse only."),
        ),
        max_duration_seconds=MAX_LAMBDA_SECONDS,
        source="UG25:automation-action-lamb.md",
    ),
    Action(
        "aws:invokeWebhook",
        "Calls a webhook by the integration that holds its address.",
        (
            Input("IntegrationName", TEXT, required=True, description="Name of the integration."),
            Input("Body", TEXT, description="What to send instead of the integration's own body."),
        ),
        (
            Output("Response", "String", "What the webhook answered."),
            Output("ResponseCode", "String", "HTTP status of the answer."),
        ),
        source="UG23:invoke-webhook.md",
    ),
    Action(
        "aws:loop",
        "Runs steps for each value of a list, or while a condition holds.",
        (
            Input("Steps", MAPS, required=True, min_items=1, description="The steps that are repeated."),
            Input(
                "Iterators",
                LIST,
                max_items=MAX_LOOP_ITERATIONS,
                description="Values to run the steps for, at most 100; or LoopCondition.",
            ),
            Input(
                "IteratorDataType",
                TEXT,
                values=("Boolean", "Integer", "String", "StringMap"),
                default="String",
                description="Type of the values.",
            ),
            Input(
                "LoopCondition",
                MAP,
                description="Condition that is looked at after the steps; they run again while it holds.",
            ),
            Input(
                "MaxIterations",
                NUMBER,
                minimum=1,
                maximum=MAX_LOOP_ITERATIONS,
                description="How often at most, with LoopCondition; to 100.",
            ),
        ),
        (
            Output("CurrentIteration", "Integer", "Number of the present iteration; the first is 1."),
            Output("CurrentIteratorValue", "String", "Value of the present iteration, of type IteratorDataType."),
        ),
        one_of=("Iterators", "LoopCondition"),
        not_both=(("Iterators", "LoopCondition"),),
        source="UG25:automation-action-loop.md",
    ),
    Action(
        "aws:pause",
        "Stops the automation until it is resumed.",
        takes_any_inputs=True,
        source="UG25:automation-action-pause.md",
    ),
    Action(
        "aws:runCommand",
        "Runs a Command document on managed nodes and waits for its end.",
        (
            Input("DocumentName", TEXT, required=True, description="Name of the Command document, or its ARN."),
            Input("InstanceIds", LIST, max_items=50, description="Ids of the nodes, at most 50; or give Targets."),
            Input("Targets", MAPS, max_items=5, description="The nodes: a list of Key and Values, at most 5."),
            Input("Parameters", MAP, description="Values for the parameters of the Command document."),
            Input("DocumentVersion", TEXT, description="Version of the Command document."),
            Input("DocumentHash", TEXT, max_length=256, description="Hash of the Command document."),
            Input("DocumentHashType", TEXT, values=("Sha256", "Sha1"), description="Kind of the hash."),
            Input(
                "TimeoutSeconds",
                NUMBER,
                minimum=30,
                maximum=2_592_000,
                description="Seconds in which the command must have begun on a node, 30 to 2592000.",
            ),
            Input("Comment", TEXT, max_length=100, description="Note on the command; at most 100 characters."),
            Input(
                "CloudWatchOutputConfig",
                MAP,
                description="Where in CloudWatch Logs output goes: CloudWatchLogGroupName and CloudWatchOutputEnabled.",
            ),
            Input("OutputS3BucketName", TEXT, description="S3 bucket for the output."),
            Input("OutputS3KeyPrefix", TEXT, max_length=500, description="Prefix of the output's keys in the bucket."),
            Input("NotificationConfig", MAP, description="SNS topic to notify: NotificationArn, Events and Type."),
            Input("ServiceRoleArn", TEXT, description="Role with which notifications are sent."),
            *_ACTION_TARGETS,
        ),
        (
            Output("CommandId", "String", "Id of the command."),
            Output("Status", "String", "Status of the command."),
            Output("ResponseCode", "String", "Exit code; absent when the document has more than one step."),
            Output("Output", "String", "Output; absent for several nodes."),
        ),
        refuses_unknown_inputs=True,
        one_of=("InstanceIds", "Targets"),
        not_both=(("InstanceIds", "Targets"),),
        source="UG25:automation-action-runcommand.md",
    ),
    Action(
        "aws:runInstances",
        "Starts new EC2 instances.",
        (
            Input("ImageId", TEXT, required=True, description="Id of the AMI."),
            Input("InstanceType", TEXT, default="m1.small", description="Type of the instances."),
            Input("MinInstanceCount", ("Integer", "String"), default=1, minimum=1, description="How many at least."),
            Input("MaxInstanceCount", ("Integer", "String"), default=1, minimum=1, description="How many at most."),
            Input("AdditionalInfo", TEXT, description="Reserved."),
            Input("BlockDeviceMappings", MAPS, description="Block devices, as EC2's RunInstances takes them."),
            Input("ClientToken", TEXT, description="Unique text that makes the request idempotent."),
            Input("DisableApiTermination", FLAG, description="Whether the API cannot terminate the instances."),
            Input("EbsOptimized", FLAG, description="Whether they are optimized for EBS."),
            Input("IamInstanceProfileArn", TEXT, description="ARN of the instance profile."),
            Input("IamInstanceProfileName", TEXT, description="Name of the instance profile."),
            Input(
                "InstanceInitiatedShutdownBehavior",
                TEXT,
                values=("stop", "terminate"),
                description="What shutting down from inside does.",
            ),
            Input("KernelId", TEXT, description="Id of the kernel."),
            Input("KeyName", TEXT, description="Name of the key pair."),
            Input("MetadataOptions", MAP, description="Options of the metadata service: HttpTokens and others."),
            Input("Monitoring", FLAG, description="Whether detailed monitoring is on."),
            Input("NetworkInterfaces", MAPS, description="Network interfaces."),
            Input("Placement", MAP, description="Placement: AvailabilityZone, Tenancy and others."),
            Input("PrivateIpAddress", TEXT, description="Primary IPv4 address."),
            Input("RamdiskId", TEXT, description="Id of the RAM disk."),
            Input("SecurityGroupIds", LIST, description="Ids of the security groups."),
            Input("SecurityGroups", LIST, description="Names of the security groups."),
            Input("SubnetId", TEXT, description="Id of the subnet."),
            Input("TagSpecifications", MAPS, description="Tags of the instances and volumes."),
            Input("UserData", TEXT, description="User data; Base64 when it is written out."),
        ),
        (
            Output("InstanceIds", "StringList", "Ids of the instances."),
            Output("InstanceStates", "StringList", "States of the instances."),
        ),
        other_spellings=(("SecurityGroup", "SecurityGroups"),),
        source="UG25:automation-action-runinstance.md; LS:actions/runInstances.ts",
    ),
    Action(
        "aws:sleep",
        "Waits for some time, or until a time.",
        (
            Input(
                "Duration", TEXT, description="How long, ISO 8601: PT10M; at most 604799 seconds. Or give Timestamp."
            ),
            Input("Timestamp", TEXT, description="Until when, ISO 8601: 2025-01-01T01:00:00Z. Or give Duration."),
        ),
        one_of=("Duration", "Timestamp"),
        not_both=(("Duration", "Timestamp"),),
        max_duration_seconds=MAX_SLEEP_SECONDS,
        other_spellings=(("TimeStamp", "Timestamp"),),
        source="UG25:automation-action-sleep.md; LS:actions/sleep.ts",
    ),
    Action(
        "aws:updateVariable",
        "Gives a variable of the document a new value.",
        (
            Input("Name", TEXT, required=True, description="The variable, without braces: variable:counter."),
            Input("Value", PARAMETER_TYPES, required=True, description="The new value, of the variable's own type."),
        ),
        other_spellings=(("name", "Name"), ("value", "Value")),
        source="UG25:automation-action-update-variable.md; CDK:automation/update-variable.ts",
    ),
    Action(
        "aws:waitForAwsResourceProperty",
        "Waits until a member of the response of an API has one of the values that are wanted.",
        _PROPERTY_INPUTS,
        takes_api_inputs=True,
        default_timeout_seconds=3_600,
        source="UG25:automation-action-waitForAwsResourceProperty.md",
    ),
)

ACTIONS = {action.name: action for action in _TABLE}
"""Actions by name."""
