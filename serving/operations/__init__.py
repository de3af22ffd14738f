"""What the people who run the service see of it: a log, numbers, traces, and how it starts and ends."""
