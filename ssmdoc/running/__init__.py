"""Running documents: a loop over a plan, with a sandbox passed in."""
