"""`python -m engine` is `routewright`."""

from engine.cli.main import main

if __name__ == "__main__":
    main()
