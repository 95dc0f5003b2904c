"""First drafts of specs: samples of parameters, mocks, and a case for each way through a document."""
