#!/bin/sh
# The four files by pandoc and typst, one after the other: default templates, PDF/UA-1.
# usage: pandoc-typst.sh LANGUAGE...   in a folder with LANGUAGE.md; makes LANGUAGE.html and .pdf
set -eu
here=$(dirname "$0")
for language in "$@"; do
  pandoc --standalone "$language.md" --output "$language.html"
  pandoc --standalone "$language.md" --output "$language.typ"
  python "$here/typst_compile.py" "$language.typ" "$language.pdf"
done
