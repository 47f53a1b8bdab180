"""Links of identified things: what a GS1-Conformant Resolver redirects to, and by which rules.

Pure. A level is a key with some of its qualifiers; each has its own links, and a question that a
finer level does not answer walks up to the next (GS1-Conformant Resolver Standard 1.2).
"""
