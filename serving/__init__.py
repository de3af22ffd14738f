"""Shows, asks and answers: API, review console."""
