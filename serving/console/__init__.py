"""The review console: pages for people, which work without JavaScript."""
