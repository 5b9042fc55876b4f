"""Other programs' question files, each format in a file of its own that knows neither the others nor packs."""
