"""Measures text models the same way: grouped folds, one source left out, and beside a control that reads no words."""
