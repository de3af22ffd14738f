"""Shows, asks and answers: the HTTP API and the review console."""
