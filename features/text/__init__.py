"""The text of a posting as it is read: markup and disguises seen through, words, sentences, language."""
