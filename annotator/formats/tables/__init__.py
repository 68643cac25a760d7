"""Reading tables, a row an Article: CSV, TSV and Excel's files, with columns that are named or found out."""
