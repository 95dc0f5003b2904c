"""An Automation document as a plan: plain values, and what follows from them without running anything."""
