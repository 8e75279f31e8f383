"""What people see in a browser: slices that never import each other."""
