"""The parser of PyYAML where it was built without libyaml: the same events, twenty times slower."""

from yaml import Mark, SafeLoader
from yaml.scanner import ScannerError


class Parser(SafeLoader):
    """PyYAML's own parser; escapes that stand for no character are errors to it, as they are to libyaml."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:  # noqa: FBT001, D102 - PyYAML's
        problem = "found invalid Unicode character escape code"
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError as error:  # above U+10FFFF
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark()) from error
        if any("\ud800" <= character <= "\udfff" for chunk in chunks for character in chunk):
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark())
        return chunks
