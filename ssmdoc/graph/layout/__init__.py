"""Where everything of a graph stands: a layered layout, from sizes to coordinates; knows nothing of documents."""
