import pytest

from ssmdoc.plan.re2 import PatternError, UnsupportedPatternError, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("b", "abc", True),
        ("^b", "abc", False),
        ("c$", "abc\n", False),
        ("(?m)c$", "abc\nd", True),
        (".", "\n", False),
        ("(?s).", "\n", True),
        ("a(?i)b|c", "AB C", True),
        ("(a(?i)b)c", "aBC", False),
        ("(?i:ab)c", "ABc", True),
        (r"\d", "٣", False),
        (r"^\w+$", "é", False),
        (r"\s", "\u00a0", False),
        (r"[^\n]", "\n", False),
        (r"[]a]+$", "]a", True),
        (r"[[:upper:]][[:digit:]]", "A1", True),
        (r"a{,2}", "a{,2}", True),
        (r"a{2}", "a{2}", False),
        (r"x{", "x{", True),
        (r"^(?P<name>a|b)*?$", "abab", True),
        (r"\Qa.b\E+", "a.bb", True),
        (r"\x41\x{42}\103", "ABC", True),
        (r"\Aab\z", "ab\n", False),
        (r"\bé", "é", False),
        (r"^*a", "a", True),
        (r"", "", True),
        (r"(|b)c", "c", True),
        (r"^a{2,3}$", "a", False),
        (r"^a{2,3}$", "aaa", True),
        (r"^a{2,}$", "aaaa", True),
        (r"^a{0}b??$", "b", True),
        (r"\Bb", "ab", True),
        (r"(?i)[a-c]É", "Bé", True),
        (r"[a-z&&[b]", "&", True),
    ],
)
def test_search(pattern: str, text: str, found: bool) -> None:
    assert compile_pattern(pattern).search(text) == found


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a(?=b)", "invalid or unsupported Perl syntax: `(?=`"),
        ("a(?!b)", "invalid or unsupported Perl syntax: `(?!`"),
        ("(?<=a)b", "invalid or unsupported Perl syntax: `(?<`"),
        ("(?>a)", "invalid or unsupported Perl syntax: `(?>`"),
        (r"(a)\1", r"invalid escape sequence: `\1`"),
        (r"a\Z", r"invalid escape sequence: `\Z`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("a*+", "invalid nested repetition operator: `*+`"),
        ("*a", "missing argument to repetition operator: `*`"),
        ("(|+)", "missing argument to repetition operator: `+`"),
        ("a{1001}", "invalid repeat count: `{1001}`"),
        ("a{3,2}", "invalid repeat count: `{3,2}`"),
        ("(a", "missing closing ): `(a`"),
        ("a)", "unexpected ): `a)`"),
        ("[a", "missing closing ]: `[a`"),
        ("[z-a]", "invalid character class range: `z-a`"),
        ("a\\", "trailing backslash at end of expression: ``"),
    ],
)
def test_refused_in_the_words_of_go(pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as error:
        compile_pattern(pattern)
    assert str(error.value) == f"error parsing regexp: {message}"


@pytest.mark.parametrize("pattern", [r"\p{Greek}", "[[:^alpha:]]", r"[a\D]", "((a{1000}){1000}){1000}"])
def test_not_understood(pattern: str) -> None:
    with pytest.raises(UnsupportedPatternError):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)*$", "^(a*)*$", "^(a|a)*$", "^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_no_pattern_takes_long(pattern: str) -> None:
    assert not compile_pattern(pattern).search("a" * 2000 + "!")
