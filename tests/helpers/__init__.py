"""Small real things that tests are made of."""
