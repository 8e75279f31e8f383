"""From facts to measures, ratings and alerts: pure, no I/O."""
