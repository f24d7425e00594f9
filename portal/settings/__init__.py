"""Settings: base, and dev, test and production built on it."""
