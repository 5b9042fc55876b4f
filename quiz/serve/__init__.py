"""A room over SSH: terminals in, frames out. No Textual app, one event loop."""
