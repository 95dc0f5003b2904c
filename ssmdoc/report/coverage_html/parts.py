"""What all pages have: the frame, the colours, shares as bars. Whatever a document says goes through `shown`."""

from html import escape

from ssmdoc.coverage.collect import Share
from ssmdoc.graph.graph import Tone
from ssmdoc.graph.theme import DARK, LIGHT, Theme
from ssmdoc.report.coverage_text import percent
from ssmdoc.report.visible import cells

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
*{box-sizing:border-box}
body{margin:0;padding:24px;font:14px/1.5 system-ui,sans-serif;background:var(--page);color:var(--text)}
h1{font-size:20px;margin:0 0 16px;overflow-wrap:anywhere}
h2{font-size:15px;margin:28px 0 8px}
a{color:var(--link)}
code,.source{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px}
table{border-collapse:collapse}
.wide{overflow-x:auto}
.shares td,.shares th{white-space:nowrap;padding:5px 20px 5px 0;text-align:left;vertical-align:middle}
.shares th{color:var(--quiet);font-weight:600}
.shares td.name{white-space:normal;overflow-wrap:anywhere;min-width:20ch}
.number{white-space:nowrap;font-variant-numeric:tabular-nums}
.bar{display:inline-block;width:90px;height:8px;margin-right:8px;border-radius:4px;background:var(--bad-stroke);\
overflow:hidden;vertical-align:middle}
.bar i{display:block;height:100%;background:var(--good-stroke)}
.bar.none{background:var(--faint)}
.missing{margin:0;padding-left:20px;max-width:110ch}
.missing li{overflow-wrap:anywhere}
.graph{overflow:auto;max-height:80vh;border:1px solid var(--faint);border-radius:6px;padding:8px}
.scroll{overflow-x:auto;border:1px solid var(--faint);border-radius:6px}
.source{width:100%}
.source td{padding:0 10px;vertical-align:top;white-space:pre}
.source .place{text-align:right;color:var(--quiet);border-right:1px solid var(--faint);user-select:none}
.source .place a{color:inherit;text-decoration:none}
.source .sign{width:1px;padding-right:0;user-select:none}
.source .count{text-align:right;width:1px}
.source .notes{white-space:normal;min-width:24ch;max-width:60ch;font:12px/1.5 system-ui,sans-serif}
.source .notes span{display:block;overflow-wrap:anywhere}
.source tr:target td{outline:2px solid var(--link);outline-offset:-2px}
.covered{background:var(--good);color:var(--good-text)}
.partly{background:var(--partly);color:var(--partly-text)}
.missed{background:var(--bad);color:var(--bad-text)}
.covered .place,.partly .place,.missed .place{color:inherit}
.quiet{color:var(--quiet)}
"""


def shown(text: str) -> str:
    """A text of a document for a page: nothing of it is markup, and nothing of it is hidden."""
    return escape("".join(character for character, _ in cells(text)), quote=True)


def page(title: str, body: str) -> str:
    """A whole page; `title` is a text, `body` is HTML."""
    light, dark = _colours(LIGHT, "#0550ae"), _colours(DARK, "#79c0ff")
    style = f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{_STYLE}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def share_cells(*shares: Share) -> str:
    """A table cell for each share."""
    return "".join(f'<td class="number">{_bar(share)}</td>' for share in shares)


def _bar(share: Share) -> str:
    if not share.total:
        return '<span class="bar none"></span><span class="quiet">none</span>'
    width = 100 * share.covered / share.total
    return (
        f'<span class="bar"><i style="width:{width:.1f}%"></i></span>'
        f'{percent(share)} <span class="quiet">({share.covered}/{share.total})</span>'
    )


def _colours(theme: Theme, link: str) -> str:
    good, bad, partly = theme.tones[Tone.GOOD], theme.tones[Tone.BAD], theme.tones[Tone.STOPPED]
    named = {
        "page": theme.page,
        "text": theme.text,
        "quiet": theme.quiet,
        "faint": theme.faint.stroke,
        "link": link,
        "good": good.fill,
        "good-text": good.text,
        "good-stroke": good.stroke,
        "bad": bad.fill,
        "bad-text": bad.text,
        "bad-stroke": bad.stroke,
        "partly": partly.fill,
        "partly-text": partly.text,
    }
    return "".join(f"--{name}:{colour};" for name, colour in named.items())
