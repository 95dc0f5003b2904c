"""Where the statements of shell scripts begin."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.coverage.shell.marked import NAME, is_counted, marked, prologue
from ssmdoc.coverage.shell.statements import statements

LINES = {
    "nothing": ("", []),
    "commands": ("a\n\n# no\nb; c\n", [1, 4]),
    "continued line": ("a \\\n  b\nc\n", [1, 3]),
    "and, or, pipe": ("a &&\n  b ||\n  c |\n  d\ne\n", [1, 5]),
    "quotes over lines": ("a 'x\ny' \"z\n$(b\nc)\"\nd\n", [1, 5]),
    "if": ("if a\nthen\n  b\nelif c; then d\nelse\n  e\nfi\n", [1, 3, 4, 6]),
    "words after then and do": ("while a\ndo b\ndone\nif a\nthen b\nelse c\nfi\n", [1, 2, 4, 5, 6]),
    "if on one line": ("if a; then b; fi\n", [1]),
    "for": ("for i in 1 2\ndo\n  a\ndone\nfor i\nin 1; do b; done\n", [1, 3, 5, 6]),
    "for of bash": ("for ((i = 0; i < 3; i++)); do\n  a\ndone\n", [1, 2]),
    "case": ("case $x in\n  a|b) c ;;\n  (d)\n    e\n    ;;\n  *) ;;\nesac\nf\n", [1, 2, 4, 8]),
    "case on one line": ("case $x in a) b ;; esac\n", [1]),
    "function": ("f() {\n  a\n}\ng()\n{\n  b\n}\nfunction h {\n  c\n}\nf\n", [2, 6, 9, 11]),
    "function on one line": ("f() { a; }\n", [1]),
    "subshell and group": ("(\n  a\n) >b\n{\n  c\n} 2>&1 | d\n", [2, 5]),
    "here-documents": ("a <<X <<-'Y'\nif\nX\n\tfi\n\tY\nb\n", [1, 6]),
    "here-document that does not end": ("a <<X\nb\n", [1]),
    "array": ("a=(1\n# 2\n3)\nb\n", [1, 4]),
    "test of bash": ("[[ a &&\n  b =~ ^(c|d)$ ]] && e\nf\n", [1, 3]),
    "arithmetic": ("((a = 1))\n((b = (1 + 2) * 3))\nc\n", [1, 2, 3]),
    "substitutions": ("a=${b:-'}'} c=$((1 << 2)) d=`e\nf`\ng <(h\ni)\nj\n", [1, 3, 5]),
    "apostrophe between double quotes": ("a \"it's ${b:-it's} ${c%'}'}\"\nd\n", [1, 2]),
    "case in a substitution": ("a=$(case b in\nb) c ;;\nesac)\nd\n", [1, 4]),
    "redirection before the command": (">a b\nc 2>&1\nif d; then e; fi 3>&1\n", [1, 2, 3]),
    "not": ("! a\nif ! b; then c; fi\n", [1, 2]),
    "what would not bear it": ("a | b\nc=${PIPESTATUS[0]}\necho $_\necho $_a\n", [1, 4]),
    "words that are only words": ("echo if\necho done\nx=fi\n", [1, 2, 3]),
}
NOT_UNDERSTOOD = [
    "if a\n",
    "a)\n",
    "fi\n",
    "a 'b\n",
    "f() b )\n",
    "case a in b\n",
    "coproc a\n",
    "a &&",
    "echo $'it\\'s'\n",
]


@pytest.mark.parametrize(("text", "lines"), LINES.values(), ids=LINES)
def test_lines_with_statements(text: str, lines: list[int]) -> None:
    assert [statement.line for statement in statements(text) or ()] == lines


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_not_understood(text: str) -> None:
    assert statements(text) is None


def test_nesting_without_end() -> None:
    assert statements("$(" * 5000) is None
    assert statements("a\n" + "{ " * 5000) is None


def as_bash_reads_it(text: str) -> str:
    """The script as bash prints it after it has read it, without what is only layout."""
    script = 'eval "$1"\ndeclare -f script\n'
    done = subprocess.run(
        ["bash", "-O", "extglob", "-c", script, "bash", f"script() {{\n{text}\n}}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return "".join(done.stdout.split()).replace(";", "")


def own_scripts() -> list[str]:
    root = Path(__file__).parents[3]
    return [path.read_text(encoding="utf-8") for path in sorted((root / "scripts").glob("*.sh"))]


@pytest.mark.parametrize("text", [*(text for name, (text, _) in LINES.items() if "end" not in name), *own_scripts()])
def test_bash_reads_the_same_with_marks(text: str) -> None:
    """But for the marks: none stands in a text, a list or a pattern."""
    text = text.partition("\n")[2] if text.startswith("#!") else text
    copy = marked(text, "/tmp/lines")
    if copy is None:
        assert not statements(text) or not is_counted(text)
        return
    read = as_bash_reads_it(copy.replace(prologue("/tmp/lines"), ""))
    for number in range(text.count("\n") + 2):
        read = read.replace(f'{NAME}{number}"$?"&&:', "")
    assert read == as_bash_reads_it(text)


SIMPLE = [
    "a b",
    "a=1 b",
    "x=$(c | d)",
    "echo 'q\nr' \"s\nt $(u\nv)\"",
    "cat <<X\nif $y\nX",
    "cat <<-'X' <<Y\nfi\n\tX\ndone\nY",
    "a \\\n  b",
    "# then\na",
    "[ a = b ] 2>&1",
    "a=(1 2\n3)",
    "[[ a == b* && c =~ ^(d|e)$ ]]",
    "((n = (1 + 2) * 3))",
    "echo ${a:-'}'} $((1 << 2)) `d` $(case e in e) f ;; esac)",
    "echo if then fi done esac { }",
    "! g",
    ">h i",
    "j <(k) >&2",
]
PLAIN = [text for text in SIMPLE if "<<" not in text or "((" in text]


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Commands of lists of commands; a list ends with a line break, as a here-document needs one."""
    body = st.lists(inner, min_size=1, max_size=3).map(lambda commands: "\n".join(commands) + "\n")
    # bash prints a here-document of a condition somewhere after it
    head = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=2).map(lambda commands: "\n".join(commands) + "\n")
    begin = st.sampled_from(["\n", " "])
    return st.one_of(
        st.builds("if {0}then{2}{1}fi".format, head, body, begin),
        st.builds("if {0}then{3}{1}else{3}{2}fi".format, head, body, body, begin),
        st.builds("if {0}then{3}{1}elif {2}then{3}{1}fi >x".format, head, body, head, begin),
        st.builds("while {0}do{2}{1}done".format, head, body, begin),
        st.builds("for i in 1 2; do{1}{0}done <y".format, body, begin),
        st.builds("for i\ndo{1}{0}done".format, body, begin),
        st.builds("case $x in{2}a|b){2}{0};;{2}(*){2}{1}esac".format, body, body, begin),
        st.builds("f() {{{1}{0}}}".format, body, begin),
        st.builds("function g\n{{{1}{0}}}".format, body, begin),
        st.builds("{{{1}{0}}} 2>&1".format, body, begin),
        st.builds("({1}{0})".format, body, begin),
        st.builds("(\n{0}) && {{ {1}}}".format, body, body),
        st.builds("k || {{\n{0}}} | while\n{1}do\n{0}done".format, body, head),
        st.builds("k &&\n  ! m ||\n {0}".format, inner),
    )


@settings(max_examples=100)
@given(st.lists(st.recursive(st.sampled_from(SIMPLE), compound, max_leaves=12), max_size=4).map("\n".join))
def test_any_script_with_marks(text: str) -> None:
    copy = marked(text, "/tmp/lines")
    if copy is None:
        assert text == ""
        return
    copy = copy.replace(prologue("/tmp/lines"), "")
    assert re.sub(rf'{NAME} \d+ "\$\?" && :; ', "", copy) == text
    read = re.sub(rf'{NAME}\d+"\$\?"&&:', "", as_bash_reads_it(copy))
    assert read == as_bash_reads_it(text)
