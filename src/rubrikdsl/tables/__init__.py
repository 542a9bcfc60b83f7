"""Tables as data, drawn for people and written to files: CSV, JSON, Markdown, TOML, Excel, Parquet, Arrow.

Numbers are exact. `tables.files` makes the bytes of a file, `tables.text` draws with characters. Nothing here
knows a rubric, opens a file or prints.
"""

from __future__ import annotations

from rubrikdsl.tables.model import Cell as Cell
from rubrikdsl.tables.model import Column as Column
from rubrikdsl.tables.model import Kind as Kind
from rubrikdsl.tables.model import Table as Table
