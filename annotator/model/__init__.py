"""What things are: frozen, without I/O, in the words of the glossary."""
