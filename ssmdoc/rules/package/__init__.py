"""Rules for package manifests."""

from ssmdoc.rules.package.undeclared_file import undeclared_file
from ssmdoc.rules.package.unknown_platform import unknown_platform
from ssmdoc.rules.package.unused_file import unused_file

RULES = (
    undeclared_file,
    unknown_platform,
    unused_file,
)
