"""Several records: concordance, genealogy, series, redline, closure."""
