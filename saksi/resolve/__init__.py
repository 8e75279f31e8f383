"""From entities to clusters of the same one, each with its reason: pure, no I/O."""
