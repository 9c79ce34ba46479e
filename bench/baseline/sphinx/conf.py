"""The least that Sphinx needs to print MyST with its basic theme."""

extensions = ["myst_parser"]
html_theme = "basic"
