"""From files and pages to postings: JSON Lines, CSV, Parquet, JSON-LD, and the fields under any of their names."""
