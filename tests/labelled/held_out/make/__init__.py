"""The held-out documents, made again: each module holds some documents with their marks; nothing here reads or extracts."""
