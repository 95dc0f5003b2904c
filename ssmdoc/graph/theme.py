"""The colours of a picture, for a light and for a dark page; text on each has a contrast of 4.5 and more."""

from typing import NamedTuple

from ssmdoc.graph.graph import Tone


class Colours(NamedTuple):
    """What a box is filled with, its border and the text in it."""

    fill: str
    stroke: str
    text: str


class Theme(NamedTuple):
    """All colours of one theme."""

    page: str
    text: str
    quiet: str
    """Of actions, notes and labels."""
    line: str
    taken: str
    box: str
    """Behind the steps of a loop."""
    step: Colours
    branch: Colours
    wait: Colours
    ends: Colours
    missing: Colours
    faint: Colours
    tones: dict[Tone, Colours]


LIGHT = Theme(
    page="#ffffff",
    text="#1f2328",
    quiet="#59636e",
    line="#6e7781",
    taken="#0969da",
    box="#f6f8fa",
    step=Colours("#ffffff", "#8c959f", "#1f2328"),
    branch=Colours("#fff8e6", "#b08800", "#1f2328"),
    wait=Colours("#f3eeff", "#8250df", "#1f2328"),
    ends=Colours("#1f2328", "#1f2328", "#ffffff"),
    missing=Colours("#ffffff", "#cf222e", "#a40e26"),
    faint=Colours("#f6f8fa", "#afb8c1", "#68707a"),
    tones={
        Tone.GOOD: Colours("#dafbe1", "#1a7f37", "#0a3d1a"),
        Tone.BAD: Colours("#ffebe9", "#cf222e", "#6e0a14"),
        Tone.STOPPED: Colours("#fff1e5", "#bc4c00", "#5c2400"),
        Tone.ACTIVE: Colours("#ddf4ff", "#0969da", "#0a3069"),
        Tone.IDLE: Colours("#f6f8fa", "#afb8c1", "#68707a"),
    },
)

DARK = Theme(
    page="#0d1117",
    text="#e6edf3",
    quiet="#9198a1",
    line="#7d8590",
    taken="#4493f8",
    box="#161b22",
    step=Colours("#0d1117", "#6e7681", "#e6edf3"),
    branch=Colours("#2b2308", "#d29922", "#e6edf3"),
    wait=Colours("#231a3a", "#a371f7", "#e6edf3"),
    ends=Colours("#e6edf3", "#e6edf3", "#0d1117"),
    missing=Colours("#0d1117", "#f85149", "#ff8f87"),
    faint=Colours("#161b22", "#484f58", "#8b949e"),
    tones={
        Tone.GOOD: Colours("#0f2d18", "#3fb950", "#aff5b4"),
        Tone.BAD: Colours("#3c1215", "#f85149", "#ffc1ba"),
        Tone.STOPPED: Colours("#3a1d05", "#db6d28", "#ffcf9e"),
        Tone.ACTIVE: Colours("#0c2d54", "#4493f8", "#b6dbff"),
        Tone.IDLE: Colours("#161b22", "#484f58", "#8b949e"),
    },
)
