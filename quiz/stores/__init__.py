"""Where games are kept: one small protocol, in memory or in SQLite. Submodules are imported where they are needed."""
