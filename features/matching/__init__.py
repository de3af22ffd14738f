"""Finding the phrases of the packs in a text, and weighing each by what stands around it.

What is looked for: packs hold phrases, of which the planner makes plans over the runs of words that the automaton finds.
What is read: the words of a text lead through the automaton; the matcher tries the phrases that may stand there; context says
what each of them means.
"""
