"""Example documents and decisions that come with Saksi: see README.md beside this file."""
