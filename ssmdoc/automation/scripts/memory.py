"""The memory that a script may use."""

THREAD_STACK_KIB = 1024
"""Each thread takes its whole stack out of the limit, 8 MiB unless told otherwise: a pool would soon have none left."""


def limited_argv(memory_bytes: int, argv: tuple[str, ...]) -> tuple[str, ...]:
    """The program with so much memory for the data of each of its processes, where a shell can set that."""
    limits = f"ulimit -d {memory_bytes // 1024}; ulimit -s {THREAD_STACK_KIB}"
    return ("sh", "-c", f'{{ {limits}; }} 2>/dev/null; exec "$@"', "sh", *argv)
