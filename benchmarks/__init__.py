"""The figures of the program, each beside a lower bound or a peer that is measured in the same run."""
