"""The types that a parameter can be declared with.

Source: UG23 documents-syntax-data-elements-parameters.md, UG25 populating-input-parameters.md.
"""

PARAMETER_TYPES = ("String", "StringList", "StringMap", "Integer", "Boolean", "MapList")
"""The types proper. The guide names only String and StringList for Command documents; AWS takes the others too."""

RESOURCE_TYPES = (
    "AWS::EC2::Instance::Id",
    "List<AWS::EC2::Instance::Id>",
    "AWS::S3::Bucket::Name",
    "List<AWS::S3::Bucket::Name>",
    "AWS::IAM::Role::Arn",
    "List<AWS::IAM::Role::Arn>",
)
"""Types that let the console offer a list of resources; they belong to Automation documents."""

ENV_VAR = "ENV_VAR"
"""The `interpolationType` that hands a value to the script as environment variable `SSM_<name>`."""
