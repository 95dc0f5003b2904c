"""What comes between a document and its run: the checks that the service makes, the plan, the setup of the node."""
