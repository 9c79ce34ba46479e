"""How Sphinx builds the manual: `nox -s docs`."""

project = "Masthead"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
exclude_patterns = ["_build"]
html_title = "Masthead: the manual"
html_theme = "alabaster"
html_theme_options = {"page_width": "1080px"}
html_show_copyright = False
# Other pages may point to a heading: problems.md#c060.
myst_heading_anchors = 3
