"""`python -m engine` is `routewright`, and so is the script of that name."""

import sys


def main() -> None:
    """The process; what it needs is imported here, where an interrupt is no traceback yet."""
    try:
        from engine.cli.process import main as process

        process()
    except KeyboardInterrupt:
        # So early that nothing listens.
        sys.stderr.write("routewright: interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
