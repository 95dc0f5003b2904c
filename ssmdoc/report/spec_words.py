"""What messages of a run advise, in the words of specs: the keys in the place of the options of `ssmdoc run`."""

_WORDS = (
    ("to the file of --mocks", 'under "mocks"'),
    ("let --aws moto answer", 'let "aws: moto" answer'),
    ("with --decide ", 'under "decisions": '),
    ("with --fleet FILE", 'under "fleet"'),
    ("with --attachments DIR", 'under "attachments"'),
    ("the folders of --library DIR", 'the folders under "library"'),
)


def in_words_of_specs(text: str) -> str:
    """The message with keys of a spec for options."""
    for option, key in _WORDS:
        text = text.replace(option, key)
    return text
