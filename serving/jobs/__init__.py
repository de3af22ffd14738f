"""Assessments of many postings: taken in while they arrive, judged beside the API, answered as they are done."""
