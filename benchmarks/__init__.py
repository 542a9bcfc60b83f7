"""Everything that is said of speed, measured: `make bench` (see `__main__`)."""
