"""The AWS door: how a call of an AWS API is answered without AWS. Knows nothing of documents."""
