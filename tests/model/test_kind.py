"""The kind of a document, by its content."""

import pytest

from ssmdoc.model.kind import Kind, document_kind, foreign, is_calendar
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

STEP = "mainSteps: [{action: aws:runShellScript, name: a}]"
API = "mainSteps: [{action: aws:executeAwsApi, name: a}]"
MIXED = "mainSteps: [{action: aws:runShellScript, name: a}, {action: aws:sleep, name: b}, {action: aws:pause, name: c}]"
APPROVE = "mainSteps: [{action: aws:approve, name: a}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what version and content agree about
        (f'schemaVersion: "2.2"\n{STEP}', Kind.COMMAND_2),
        (f"schemaVersion: 2.2\n{STEP}", Kind.COMMAND_2),
        (f'schemaVersion: "2.0.1"\n{STEP}', Kind.COMMAND_2),
        ('schemaVersion: "2.2"\ndescription: no steps', Kind.COMMAND_2),
        ('schemaVersion: "2.2"\nmainSteps: []', Kind.COMMAND_2),
        ('schemaVersion: "2.0"\nmainSteps: [{action: aws:softwareInventory, name: a}]', Kind.COMMAND_2),
        ('schemaVersion: "1.2"\nruntimeConfig: {}', Kind.COMMAND_1),
        ('schemaVersion: "1.0"\nruntimeConfig: {}', Kind.COMMAND_1),
        ('schemaVersion: "1.2"\ndescription: no plugins', Kind.COMMAND_1),
        (f'schemaVersion: "0.3"\n{API}', Kind.AUTOMATION),
        ('schemaVersion: "0.3"', Kind.AUTOMATION),
        (f'schemaVersion: "0.3"\nfiles: {{}}\n{API}', Kind.AUTOMATION),
        (f'schemaVersion: "0.3"\nexecutableRunBooks: []\n{APPROVE}', Kind.CHANGE_TEMPLATE),
        (f'schemaVersion: "0.3"\nautoApprovable: true\n{APPROVE}', Kind.CHANGE_TEMPLATE),
        ('schemaVersion: "0.3"\ntemplateInformation: no steps', Kind.CHANGE_TEMPLATE),
        ('schemaVersion: "1.0"\nsessionType: Standard_Stream', Kind.SESSION),
        ('schemaVersion: "2.0"\nversion: "1"\npackages: {}\nfiles: {}', Kind.PACKAGE),
        ('schemaVersion: "0.3"\ntemplateBody: {Resources: {}}', Kind.CLOUDFORMATION),
        ('schemaVersion: "1.0"\ntemplateBody: ""', Kind.CLOUDFORMATION),
        # without a version that is known
        (f'schemaVersion: "9999.0"\n{STEP}', Kind.COMMAND_2),
        (f'schemaVersion: "9999.0"\n{API}', Kind.AUTOMATION),
        (f'schemaVersion: "9999.0"\n{MIXED}', Kind.AUTOMATION),
        (STEP, Kind.COMMAND_2),
        (API, Kind.AUTOMATION),
        ("mainSteps: x", Kind.COMMAND_2),
        ("mainSteps: x\nassumeRole: y", Kind.AUTOMATION),
        ("runtimeConfig: {}", Kind.COMMAND_1),
        ("sessionType: Port", Kind.SESSION),
        (f'schemaVersion: "0.4"\nassumeRole: x\n{STEP}', Kind.AUTOMATION),
        (f'schemaVersion: "0.3.0"\n{API}', Kind.AUTOMATION),
        ("packages: {}\nfiles: {a.zip: {checksums: {sha256: x}}}", Kind.PACKAGE),
        # the content against the version
        (f'schemaVersion: "2.2"\n{API}', Kind.AUTOMATION),
        (f'schemaVersion: "1.2"\n{API}', Kind.AUTOMATION),
        (f'schemaVersion: "2.2"\n{MIXED}', Kind.COMMAND_2),
        (f'schemaVersion: "0.3"\n{MIXED}', Kind.AUTOMATION),
        (f'schemaVersion: "0.3"\n{STEP}', Kind.COMMAND_2),
        (f'schemaVersion: "0.3"\nassumeRole: x\n{STEP}', Kind.AUTOMATION),
        ('schemaVersion: "0.3"\nmainSteps: [{action: aws:runShellScript, name: a, isEnd: true}]', Kind.AUTOMATION),
        (f'schemaVersion: "2.2"\nassumeRole: x\n{STEP}', Kind.COMMAND_2),
        (f'schemaVersion: "2.2"\nexecutableRunBooks: []\n{APPROVE}', Kind.CHANGE_TEMPLATE),
        ('schemaVersion: "2.2"\nmainSteps: [{action: aws:runShelScript}, {action: aws:sleep}]', Kind.COMMAND_2),
        ('schemaVersion: "2.2"\nmainSteps: [{action: aws:executeAwsAPI}, {action: aws:sleep}]', Kind.AUTOMATION),
        ('schemaVersion: "2.2"\nmainSteps: [{action: aws:executeAwsAPI}]', Kind.AUTOMATION),
        ('schemaVersion: "0.3"\nmainSteps: [{action: aws:runShelScript}]', Kind.COMMAND_2),
        ('schemaVersion: "0.3"\nmainSteps: [{action: aws:nothingLikeIt}]', Kind.AUTOMATION),
        ('schemaVersion: "2.2"\nmainSteps: [{action: [aws:sleep]}, {}, 1, aws:sleep]', Kind.COMMAND_2),
        ('schemaVersion: "2.2"\nruntimeConfig: {}', Kind.COMMAND_1),
        ('schemaVersion: "0.3"\nruntimeConfig: {}', Kind.COMMAND_1),
        (f'schemaVersion: "1.2"\n{STEP}', Kind.COMMAND_2),
        (f'schemaVersion: "1.2"\nruntimeConfig: {{}}\n{STEP}', Kind.COMMAND_1),
        (f'schemaVersion: "2.2"\nruntimeConfig: {{}}\n{STEP}', Kind.COMMAND_2),
        ('schemaVersion: "2.2"\nsessionType: Port', Kind.SESSION),
        (f'schemaVersion: "2.2"\nsessionType: Port\n{STEP}', Kind.COMMAND_2),
        (f'schemaVersion: "1.0"\nsessionType: Port\n{STEP}', Kind.SESSION),
        ('schemaVersion: "1.2"\nsessionType: Port\nruntimeConfig: {}', Kind.COMMAND_1),
        ('schemaVersion: "1.0"\nversion: "1"\npackages: {}\nfiles: {a.zip: {checksums: {}}}', Kind.PACKAGE),
        ('schemaVersion: "2.0"\nversion: "1"\nfiles: {}', Kind.PACKAGE),
        ('schemaVersion: "2.0"\npackages: {}', Kind.PACKAGE),
        # a session that does not say so
        ('schemaVersion: "1.0"\ninputs: {}', Kind.SESSION),
        ('schemaVersion: "1.0"\ninputs: {s3BucketName: x}', Kind.SESSION),
        ('schemaVersion: "1.0"\nproperties: {linux: {commands: ls}}', Kind.SESSION),
        ('schemaVersion: "1.0"\nsessiontype: Port\nproperties: {portNumber: "22"}', Kind.SESSION),
        # files of others
        ('schemaVersion: "1.0"\ninputs: {image: x}', None),
        ('schemaVersion: "1.0"\nproperties: {name: {type: string}}', None),
        ('schemaVersion: "1.0"\ninputs: [a]', None),
        ('schemaVersion: "1.0"\ndescription: x', None),
        ("schemaVersion: 1\npackages: [a]", None),
        ("schemaVersion: 1\npackages: {a: {}}\nfiles: {b: 1}", None),
        ("schemaVersion: 1.0\nphases: []", None),
        ("AWSTemplateFormatVersion: 2010-09-09\nResources: {}", None),
        ("Resources: {}\nschemaVersion: x", None),
        ('schemaVersion: "7"', None),
        ("schemaVersion: [1]", None),
        ("services: {web: {image: nginx}}", None),
        ("[1, 2]", None),
        ("text", None),
        ("", None),
        ("$schema: https://json-schema.org/draft/2020-12/schema\ntype: object", Kind.JSON_SCHEMA),
        ("$id: x", Kind.JSON_SCHEMA),
    ],
)
def test_document_kind(text: str, expected: Kind | None) -> None:
    assert document_kind(read(Source("x.yaml", text)).root) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BEGIN:VCALENDAR\nVERSION:2.0\n", True),
        ("\ufeff\r\nbegin:vcalendar\r\n", True),
        ("BEGIN:VCARD\n", False),
        ("text: BEGIN:VCALENDAR", False),
        ("", False),
    ],
)
def test_is_calendar(text: str, expected: bool) -> None:
    assert is_calendar(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schemaVersion: 1.0\nphases: []", "an EC2 Image Builder component"),
        ("AWSTemplateFormatVersion: 2010-09-09", "a CloudFormation template"),
        ("Resources: {}", "a CloudFormation template"),
        (f'$schema: https://json-schema.org/x\nschemaVersion: "2.2"\n{STEP}', None),
        (f"$schema: https://example.com/ssm.json\n{STEP}", None),
        ("[Resources]", None),
        ("", None),
    ],
)
def test_foreign(text: str, expected: str | None) -> None:
    assert foreign(read(Source("x.yaml", text)).root) == expected
