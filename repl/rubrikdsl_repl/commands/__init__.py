"""The commands by subject; `table` puts them together."""
