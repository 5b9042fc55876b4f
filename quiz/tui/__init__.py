"""The game in a terminal: a Textual app around the scenes."""
