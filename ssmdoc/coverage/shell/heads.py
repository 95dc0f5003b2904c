"""What stands between the first word of a compound command and the commands in it."""

from ssmdoc.coverage.shell.words import Words


def loop(words: Words) -> bool:
    """The head of `for` or `select`; whether words may follow, before the line or a semicolon ends it."""
    words.blanks()
    if words.peek(2) == "((":
        if not words.arithmetic(words.at):
            words.refuse()
        return True
    words.word()
    _lines(words)
    if words.peek(2) == "in" and words.peek(3)[2:] in (" ", "\t", "\n", ";", "\\"):
        words.at += 2
    return not (words.peek(2) == "do" and words.peek(3)[2:] in (" ", "\t", "\n"))


def case(words: Words) -> None:
    """`case WORD in`."""
    words.blanks()
    words.word()
    _lines(words)
    if words.word() != "in":
        words.refuse()


def function(words: Words) -> None:
    """`function NAME`, with or without parentheses."""
    words.blanks()
    words.word()
    words.blanks()
    if words.peek() == "(":
        words.at += 1
        words.blanks()
        if words.peek() != ")":
            words.refuse()
        words.at += 1


def test(words: Words) -> None:
    """The rest of [[ … ]]."""
    while True:
        words.blanks()
        if words.peek() == "\n":
            words.newline()
        elif words.peek() and words.peek() in "<>()&|;":
            words.at += 1
        elif words.word(loose=True) == "]]":
            return


def _lines(words: Words) -> None:
    """Skip blanks and line breaks."""
    words.blanks()
    while words.peek() == "\n":
        words.newline()
        words.blanks()
