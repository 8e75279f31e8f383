"""Signing in and out, second factor, recovery codes: allauth in our own look."""
