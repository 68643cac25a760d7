"""Damaged and hostile files for every importer, which owes a right result or a clear error, and nothing else.

`dice` chooses, `seeds` has good files, the others damage them, and `promise` says what may come of it. `test_fuzz`
tries a few with every test run; `python -m tests.fuzz` (`make fuzz`) tries as many as there is time for.
"""
