"""The style sheet of a picture: light, and dark where the page is."""

from collections.abc import Iterator

from ssmdoc.graph.graph import Shape
from ssmdoc.graph.svg.texts import FONT
from ssmdoc.graph.theme import DARK, LIGHT, Colours, Theme

ROOT = "ssmdoc-graph"
"""The class of the picture: its rules concern nothing else of a page that it is put into."""


def style_sheet() -> str:
    """All rules; a viewer that does not know of themes shows the light one."""
    fixed = [
        f"text{{font-family:{FONT};text-anchor:middle}}",
        ".name{font-size:13px;font-weight:600}",
        ".action,.note,.status{font-size:11px}",
        ".label{font-size:10.5px}",
        ".status{font-weight:600}",
        ".node path,.node rect{stroke-width:1.3}",
        ".link{fill:none;stroke-width:1.4}",
        ".link.failure{stroke-dasharray:6 4}",
        ".link.cancel{stroke-dasharray:1.5 4;stroke-linecap:round}",
        ".link.taken{stroke-width:3}",
        ".box rect{stroke-width:1}",
        ".missing path,.missing rect,.faint path,.faint rect{stroke-dasharray:4 3}",
    ]
    dark = "".join(f".{ROOT} {rule}" for rule in _coloured(DARK))
    return "\n".join([_scoped(fixed), _scoped(_coloured(LIGHT)), f"@media (prefers-color-scheme:dark){{{dark}}}"])


def _scoped(rules: list[str] | Iterator[str]) -> str:
    return "\n".join(
        ",".join(f".{ROOT} {part}" for part in rule.partition("{")[0].split(",")) + "{" + rule.partition("{")[2]
        for rule in rules
    )


def _coloured(theme: Theme) -> Iterator[str]:
    yield f".page{{fill:{theme.page}}}"
    yield f".name{{fill:{theme.text}}}"
    yield f".action{{fill:{theme.quiet}}}"
    yield f".note{{fill:{theme.quiet}}}"
    yield f".label{{fill:{theme.quiet}}}"
    yield f".behind{{fill:{theme.page};opacity:.85}}"
    yield f".inside{{fill:{theme.box};opacity:.85}}"
    yield f".box rect{{fill:{theme.box};stroke:{theme.faint.stroke}}}"
    yield f".link{{stroke:{theme.line}}}"
    yield f".arrow{{fill:{theme.line}}}"
    yield f".link.faint{{stroke:{theme.faint.stroke}}}"
    yield f".arrow.faint{{fill:{theme.faint.stroke}}}"
    yield f".link.taken{{stroke:{theme.taken}}}"
    yield f".arrow.taken{{fill:{theme.taken}}}"
    shapes = dict.fromkeys(Shape, theme.step) | {
        Shape.BRANCH: theme.branch,
        Shape.WAIT: theme.wait,
        Shape.START: theme.ends,
        Shape.END: theme.ends,
        Shape.MISSING: theme.missing,
    }
    for shape, colours in shapes.items():
        yield from _filled(shape.value, colours, everything=shape in (Shape.START, Shape.END, Shape.MISSING))
    yield from _filled("faint", theme.faint, everything=True)
    for tone, colours in theme.tones.items():
        yield from _filled(tone.value, colours, everything=True)


def _filled(name: str, colours: Colours, *, everything: bool) -> Iterator[str]:
    for element in ("path", "rect"):
        yield f".{name} {element}{{fill:{colours.fill};stroke:{colours.stroke}}}"
    if everything:
        yield f".{name} text{{fill:{colours.text}}}"
