"""The held-out set: nobody tunes on it."""
