"""Bodies that hold, fund, partner and publish."""
