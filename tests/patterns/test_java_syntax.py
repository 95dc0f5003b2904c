r"""What Java refuses: every pattern of these tables was given to Pattern.compile of OpenJDK 17 and 25."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.patterns.java_syntax import java_problem

TAKEN = [
    "", "a", "a|b", "|a", "a|", "a||b", "()", "(|a)", "(?:)", "^*", "$+", r"\b+", "]", "}", "a]", "}{1}",
    "{2}", "a{2}{3}",
    "[]a]", "[^]a]", "[]]", "[a-]", "[-a]", "[a-z-9]", "[+--]", "[[a]b]", "[a[b]]", "[[:alpha:]]", "[a-[b]]", "[^^]",
    "[a^]", r"[\w-_+=]", r"[\w-]", r"[\d\s]", r"[.\-/]", r"[\]]", r"[\[]", "[&]", "[a&b]", "[a-z&&[^bc]]",
    "[$.|?*+(){}]",
    r"\d{3}", "a{1,}", "a{1,3}?", "a{2}+", "a*?", "a*+", "a?+", "a??", "(a)*?", "(?=a)*", "(?!a)",
    "(?<=ab)c", "(?<!a)b",
    "(?>a)b", "(?<name>a)", r"(?<n>a)\k<n>", "(?i)a", "(?i:a)", "(?-i)a", "(?i-s:a)", "(?imsu)a", "(?U)a", "(?d)a",
    r"\1", r"(a)\1", r"\9", r"\t\n\r\f\a\e", r"\x41", r"\u0041", r"\07", r"\0377", r"\cA", r"\c?", r"\p{L}", r"\pL",
    r"\P{Lu}", r"[\p{L}]", r"\A\z\Z\G\B", r"\R\h\H\v\V", r"[\h\v]", r"\-\_\@\/\ ", r"[\x00-\x7F]", r"[\u0020-\u007e]",
    r"^(?!.*--)[a-z][a-z0-9-]{0,62}(?<!-)$", r"^[^\x00-\x1f]*$", "é+", "[à-ü]", "(?x) a # (", r"\Q(\E",
    "a{1,2147483647}",
]  # fmt: skip

REFUSED = [
    ("(", 0, 1, 'a group has no closing ")"'),
    ("(a(b)", 0, 1, 'a group has no closing ")"'),
    ("a)", 1, 2, '")" closes no group'),
    (")(", 0, 1, '")" closes no group'),
    ("(?:a", 0, 1, 'a group has no closing ")"'),
    ("*", 0, 1, '"*" has nothing to repeat'),
    ("+a", 0, 1, '"+" has nothing to repeat'),
    ("?", 0, 1, '"?" has nothing to repeat'),
    ("a|*", 2, 3, '"*" has nothing to repeat'),
    ("(*a)", 1, 2, '"*" has nothing to repeat'),
    ("(?:+)", 3, 4, '"+" has nothing to repeat'),
    ("a**", 2, 3, '"*" has nothing to repeat'),
    ("a+*", 2, 3, '"*" has nothing to repeat'),
    ("a+++", 3, 4, '"+" has nothing to repeat'),
    ("a???", 3, 4, '"?" has nothing to repeat'),
    ("(a)?*", 4, 5, '"*" has nothing to repeat'),
    ("a{2}*", 4, 5, '"*" has nothing to repeat'),
    ("a{2}??", 5, 6, '"?" has nothing to repeat'),
    ("(?i)*", 4, 5, '"*" has nothing to repeat'),
    ("*.txt", 0, 1, '"*" has nothing to repeat'),
    ("{", 0, 1, '"{" begins no count such as "{1,3}"; as a character it is "\\{"'),
    ("a{", 1, 2, '"{" begins no count such as "{1,3}"; as a character it is "\\{"'),
    ("a{b}", 1, 2, '"{" begins no count such as "{1,3}"; as a character it is "\\{"'),
    ("a{,3}", 1, 2, '"{" begins no count such as "{1,3}"; as a character it is "\\{"'),
    ("a{ 1}", 1, 2, '"{" begins no count such as "{1,3}"; as a character it is "\\{"'),
    ("a{2", 1, 3, 'the count "{2" has no closing "}"'),
    ("a{2,x}", 1, 4, 'the count "{2," has no closing "}"'),
    ("a{1;3}", 1, 3, 'the count "{1" has no closing "}"'),
    ("a{3,1}", 1, 6, 'the count "{3,1}" ends below its beginning'),
    ("[", 0, 1, 'a class has no closing "]"'),
    ("[a", 0, 1, 'a class has no closing "]"'),
    ("[]", 0, 1, 'a class has no closing "]"; "]" at its beginning is a character of it'),
    ("[^]", 0, 1, 'a class has no closing "]"; "]" at its beginning is a character of it'),
    ("x[^[]", 3, 4, 'a class has no closing "]"; inside a class "[" begins another, as a character it is "\\["'),
    ("[a[b]", 0, 1, 'a class has no closing "]"'),
    ("[z-a]", 1, 4, 'the range "z-a" ends before its beginning'),
    ("[9-0]", 1, 4, 'the range "9-0" ends before its beginning'),
    (r"[A-Za-z0-9_-\/.]", 10, 14, r'the range "_-\/" ends before its beginning'),
    (r"[a-\d]", 1, 5, r'the range "a-\d" ends with a set of characters'),
    (r"[.-\w]", 1, 5, r'the range ".-\w" ends with a set of characters'),
    ("(?P<n>a)", 0, 4, 'Java does not know "(?P<", write "(?<"'),
    ("(?<n>a)(?P=n)", 7, 11, r'Java does not know "(?P=name)", write "\k<name>"'),
    ("(?#note)a", 0, 3, 'Java does not know comments "(?#"'),
    ("(?|a)", 0, 3, 'Java does not know groups that begin with "(?|"'),
    ("(?R)", 0, 3, 'Java does not know groups that begin with "(?R"'),
    ("(?(1)a|b)", 0, 3, 'Java does not know groups that begin with "(?("'),
    ("(?^i:a)", 0, 3, 'Java does not know groups that begin with "(?^"'),
    ("(?", 0, 2, 'Java does not know groups that begin with "(?"'),
    ("(?i", 0, 3, 'Java does not know groups that begin with "(?i"'),
    ("(?g)a", 0, 3, 'Java does not know groups that begin with "(?g"'),
    ("(?<my_name>a)", 0, 10, 'the name of a group "my_name" must be letters and digits, a letter first'),
    ("(?<1a>a)", 0, 4, "the name of a group must be letters and digits, a letter first"),
    ("(?<>a)", 0, 4, "the name of a group must be letters and digits, a letter first"),
    ("(?<n>a)(?<n>b)", 7, 12, 'there are two groups with the name "n"'),
    (r"\k<n>", 0, 5, 'no group before it has the name "n"'),
    (r"\kn", 0, 2, r'"\k" needs the name of a group, as in "\k<name>"'),
    (r"\y", 0, 2, r'Java does not know the escape "\y"'),
    (r"a\i", 1, 3, r'Java does not know the escape "\i"'),
    (r"\E", 0, 2, r'Java does not know the escape "\E"'),
    (r"\Ka", 0, 2, r'Java does not know the escape "\K"'),
    (r"\<a\>\l", 5, 7, r'Java does not know the escape "\l"'),
    (r"[\b]", 1, 3, r'"\b" has no meaning between "[" and "]"'),
    (r"[\1]", 1, 3, r'"\1" has no meaning between "[" and "]"'),
    (r"[\A]", 1, 3, r'"\A" has no meaning between "[" and "]"'),
    (r"[\y]", 1, 3, r'Java does not know the escape "\y"'),
    ("a\\", 1, 2, r'a single "\" ends it'),
    (r"\0", 0, 2, r'"\0" needs octal digits, as in "\012"'),
    (r"\08", 0, 2, r'"\0" needs octal digits, as in "\012"'),
    (r"\x4", 0, 2, r'"\x" needs two hexadecimal digits, as in "\x7F"'),
    (r"\xZZ", 0, 2, r'"\x" needs two hexadecimal digits, as in "\x7F"'),
    (r"\u12", 0, 2, r'"\u" needs four hexadecimal digits, as in "\u00E9"'),
    (r"\c", 0, 2, r'"\c" needs a character after it'),
    (r"\p", 0, 2, r'"\p" needs the name of a property after it'),
    (r"\p{L", 0, 3, r'"\p{" has no closing "}"'),
    (r"\P{}", 0, 4, r'"\P{}" names no property'),
]


@pytest.mark.parametrize("pattern", TAKEN)
def test_taken(pattern: str) -> None:
    assert java_problem(pattern) is None


@pytest.mark.parametrize(("pattern", "start", "end", "words"), REFUSED)
def test_refused(pattern: str, start: int, end: int, words: str) -> None:
    assert java_problem(pattern) == (start, end, words)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\p{Nope}",  # names of properties are not known here
        r"(?<=a*)b",  # what has an obvious greatest length
        r"\x{110000}",
        "a{99999999999}",
        "[a&&]",
        r"\Q(\E)",
        "(?x) ( # a",
        r"\N{NOPE}",
    ],
)
def test_left_alone(pattern: str) -> None:
    assert java_problem(pattern) is None


@given(st.text(alphabet="abz09-_.,^$|()[]{}?*+\\&<>=!:#PQEkx é\n", max_size=30))
def test_never_raises_and_stays_inside(pattern: str) -> None:
    found = java_problem(pattern)
    assert found is None or 0 <= found.start < found.end <= len(pattern)


@pytest.mark.parametrize("piece", ["(", "[", "(?:", "[a-", "(?<", "a{1", "\\", "[[", "()", "[^]", r"\p{"])
def test_long_patterns_take_no_time(piece: str) -> None:
    started = time.process_time()
    java_problem(piece * 20_000)
    assert time.process_time() - started < 1
