import time

import pytest

from ssmdoc.patterns.re2 import PatternError, UnsupportedPatternError, compile_pattern


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
def test_repetitions_do_not_multiply(pattern: str) -> None:
    assert not compile_pattern(pattern).search("a" * 2000 + "!")


@pytest.mark.parametrize(
    ("pattern", "text", "message"),
    [
        ("^(a{0,1000}){0,20}b$", "a" * 3000, "the search in a text of 3,000 characters takes too long"),
        ("^(a|b|ab|ba){0,1000}c$", "ab" * 30_000, "the search in a text of 60,000 characters takes too long"),
        ("(.*){1000}x", "a" * 5000, "the search in a text of 5,000 characters takes too long"),
        ("[a-z]*" * 300 + "!", "a" * 60_000, "the search in a text of 60,000 characters takes too long"),
        ("(|){1000}" * 20 + "b", "a", "there are too many repetitions"),
        ("(((a{0}){1000}){1000}){1000}", "a", "there are too many repetitions"),
    ],
)
def test_no_pattern_takes_long(pattern: str, text: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(UnsupportedPatternError) as error:
        compile_pattern(pattern).search(text)
    assert (str(error.value), time.process_time() - start < 1) == (message, True)


def test_fewer_steps_can_be_asked_for() -> None:
    assert not compile_pattern("b").search("a" * 100, most_steps=1000)
    with pytest.raises(UnsupportedPatternError):
        compile_pattern("b").search("a" * 1000, most_steps=1000)
