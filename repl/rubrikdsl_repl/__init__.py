"""The interactive shell of rubrikdsl, over its public API alone.

`Shell.handle(line)` answers a line with a `Reply`, which is data; only `draw` makes text of it, and only
`main` reads and prints.
"""
