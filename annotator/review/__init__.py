"""Several Layers in, findings out."""
