"""Bytes to rows, rows to records, results back to bytes.

`read` turns a file's bytes into raw records (CSV, TOML, JSON), `bind` turns those into `Record`s of a plan,
`write` and `table` print results, `template` an assessment to fill in, `explanation` the account of a
score. Nothing here scores anything, opens a file or prints.
"""
