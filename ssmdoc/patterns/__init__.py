"""The regular expressions of allowedPattern: RE2 as the agent has it, and what Java, in the service, reads alike."""
