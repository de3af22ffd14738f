"""Remembers: postings with their versions, assessments and review events. The only place that speaks SQL."""
