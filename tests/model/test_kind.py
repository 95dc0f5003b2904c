"""The kind of a document, by its content."""

import pytest

from ssmdoc.model.kind import Kind, document_kind
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

STEP = "mainSteps: [{action: aws:runShellScript, name: a}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'schemaVersion: "2.2"\n{STEP}', Kind.COMMAND_2),
        (f"schemaVersion: 2.2\n{STEP}", Kind.COMMAND_2),
        (f'schemaVersion: "2.0.1"\n{STEP}', Kind.COMMAND_2),
        (f'schemaVersion: "9999.0"\n{STEP}', Kind.COMMAND_2),
        (STEP, Kind.COMMAND_2),
        ('schemaVersion: "2.2"\ndescription: no steps', Kind.COMMAND_2),
        ('schemaVersion: "2.2"\nruntimeConfig: {}', Kind.COMMAND_2),
        ("mainSteps: x", Kind.COMMAND_2),
        ('schemaVersion: "1.2"\nruntimeConfig: {}', Kind.COMMAND_1),
        (f'schemaVersion: "1.2"\n{STEP}', Kind.COMMAND_1),
        ('schemaVersion: "1.0"\nruntimeConfig: {}', Kind.COMMAND_1),
        ("runtimeConfig: {}", Kind.COMMAND_1),
        (f'schemaVersion: "0.3"\n{STEP}', Kind.AUTOMATION),
        (f'schemaVersion: "0.4"\nassumeRole: x\n{STEP}', Kind.AUTOMATION),
        ("mainSteps: [{action: aws:sleep}]", Kind.AUTOMATION),
        ('schemaVersion: "0.3"', Kind.AUTOMATION),
        ('schemaVersion: "1.0"\nsessionType: Standard_Stream', Kind.SESSION),
        ('schemaVersion: "1.0"\ninputs: {}', Kind.SESSION),
        ('schemaVersion: "2.0"\nversion: "1"\npackages: {}\nfiles: {}', Kind.PACKAGE),
        ("schemaVersion: 1.0\nphases: []", None),
        ("AWSTemplateFormatVersion: 2010-09-09\nResources: {}", None),
        ("Resources: {}\nschemaVersion: x", None),
        ('schemaVersion: "7"', None),
        ("schemaVersion: [1]", None),
        ("services: {web: {}}", None),
        ("[1, 2]", None),
        ("text", None),
        ("", None),
    ],
)
def test_document_kind(text: str, expected: Kind | None) -> None:
    assert document_kind(read(Source("x.yaml", text)).root) is expected
