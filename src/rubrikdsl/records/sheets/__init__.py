"""Files of other programs to raw records: workbooks of Excel, tables of Parquet and Arrow."""
