"""The only way to change a Layer: Edits that return their inverse, and the History that runs them."""
