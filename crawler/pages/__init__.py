"""How to read a page: response in, postings or links out, no requests."""
