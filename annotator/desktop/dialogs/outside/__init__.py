"""Setting up a recommender outside: what it is, how it is reached, and what its labels are called here."""
