"""What is written as files, each format in a module of its own."""
