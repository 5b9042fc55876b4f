"""The game as pictures: pure painters from what may be seen to lines of styled cells.

Read `look` and `canvas` first, then `table` for the whole of a scene and `hand` for one player's part of it.
"""
