"""`typst compile --pdf-standard ua-1 IN OUT`: the package on PyPI brings no command of its own."""

import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards="ua-1")
