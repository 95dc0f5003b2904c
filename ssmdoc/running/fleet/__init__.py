"""One command on many nodes, as SendCommand does it: targets, rate control, statuses."""
