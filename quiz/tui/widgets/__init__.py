"""Widgets: the one that hosts scenes."""
