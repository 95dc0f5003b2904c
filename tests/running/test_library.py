"""Documents by name."""

from pathlib import Path

import pytest

from ssmdoc.running.library import DocumentMissingError, Library, Reference, parse_reference

ARN = "arn:aws:ssm:us-east-1:123456789012:document/Doc"


@pytest.mark.parametrize(
    ("text", "reference", "base_name"),
    [
        ("Doc", ("Doc", ""), "Doc"),
        ("Doc:3", ("Doc", "3"), "Doc"),
        ("Doc:$LATEST", ("Doc", "$LATEST"), "Doc"),
        ("Doc:", ("Doc", ""), "Doc"),
        (ARN, (ARN, ""), "Doc"),
        (f"{ARN}:7", (ARN, "7"), "Doc"),
        ("", ("", ""), ""),
    ],
)
def test_references(text: str, reference: tuple[str, str], base_name: str) -> None:
    parsed = parse_reference(text)
    assert (parsed, parsed.base_name) == (Reference(*reference), base_name)


def test_json_is_given_as_it_is_and_yaml_as_json(tmp_path: Path) -> None:
    (tmp_path / "A.json").write_text('{"a" :1}')
    (tmp_path / "B.yml").write_text("a: [1, yes]\n")
    library = Library((tmp_path / "none", tmp_path))
    assert library.get_document(Reference("A", "5")) == '{"a" :1}'
    assert library.get_document(Reference("B", "")) == '{\n  "a": [\n    1,\n    true\n  ]\n}'


@pytest.mark.parametrize("name", ["None", "..", "../secret", "", "a/b", "x\0", "secret.json", "A" * 200])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "secret.json").write_text("{}")
    with pytest.raises(DocumentMissingError) as error:
        Library((tmp_path / "library",)).get_document(Reference(name, ""))
    assert str(error.value) == f"InvalidDocument: Document with name {name} does not exist."


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "A.yaml").write_text("a: [")
    with pytest.raises(DocumentMissingError, match=r"A\.yaml:1:"):
        Library((tmp_path,)).get_document(Reference("A", ""))


def test_a_link_that_leads_out_of_the_library_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "library" / "A.json").symlink_to(tmp_path / "secret")
    (tmp_path / "library" / "B.json").write_text("{}")
    (tmp_path / "library" / "C.json").symlink_to("B.json")
    library = Library((tmp_path / "library",))
    with pytest.raises(DocumentMissingError, match=r"A\.json: a symbolic link that leads out of "):
        library.get_document(Reference("A", ""))
    assert library.get_document(Reference("C", "")) == "{}"
