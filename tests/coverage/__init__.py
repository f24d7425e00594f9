"""Holding docs/content-coverage.md to what the portal does."""
