"""The quiz on paper: worksheets, answer keys and cards, as PDF and as Markdown.

`versions` decides what stands where, `setting` turns items into the texts of a page, and `markdown` or `pdf` writes
them.
"""
