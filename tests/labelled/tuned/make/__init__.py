"""Makes the files of the tuned labelled set again from the marked texts in `texts/`.

Holds the writers of each format and the reader of the markup; keeps out anything of the pipeline: labels come from
the labelling guide through the marks an author set by hand, never from a program that reads the documents.
"""
