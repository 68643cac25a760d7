"""The dashboard: figures of how the work goes, each with its table."""
