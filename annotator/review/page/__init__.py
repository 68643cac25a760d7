"""The dashboard as one page of HTML."""
