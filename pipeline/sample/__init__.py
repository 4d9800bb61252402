"""The embedded sample: a small HTTP portal for data/sample, and the generator that wrote what lies there.

Holds `frame` (what surrounds every page), `site` (the addresses and their bytes, from manifest.json), `portal` (HTTP)
and `generate/` (run by hand when the sample changes, never by the pipeline). Keeps out: everything the scraper could
know in advance; `fetch` meets this portal as it meets any other site.
"""
