"""`python -m rubrikdsl` is `rubrik`."""

from rubrikdsl.cli.main import run

if __name__ == "__main__":
    run()
