"""Where articles come in: feeds and pages over the network, made safe, bounded and plain.

`fetch` (polite, bounded, guarded) · `feeds` (RSS, Atom, RDF, JSON Feed → entries) · `pages` (HTML → text, in a child
process) · `articles` (entry and page → one article) · `opml` · `outlet` (who published) · `language`.
Foreign errors become `FetchError`, `RefusedAddress` and `NotAFeed` here and nowhere else. This module imports nothing:
the child process that extracts text starts from it and must stay light.
"""
