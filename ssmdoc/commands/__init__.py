"""One module per subcommand: `add_arguments(parser)` says what it takes, `main(options)` returns the exit code."""
