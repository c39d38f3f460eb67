"""Record to JSON, Akoma Ntoso, HTML and the terminal."""
