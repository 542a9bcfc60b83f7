"""The version of the package, in one place: the wheel, `rubrik --version` and the cache read it here."""

__version__ = "0.1.0"
