#!/bin/sh
# The four files by one sphinx-build and one weasyprint command per language: basic theme, PDF/UA-1.
# usage: sphinx-weasyprint.sh LANGUAGE...   in a folder with LANGUAGE/index.md
set -eu
here=$(dirname "$0")
for language in "$@"; do
  sphinx-build --quiet -b html -c "$here/sphinx" -D language="$language" \
    "$language" "html/$language"
  weasyprint --quiet --pdf-variant pdf/ua-1 "html/$language/index.html" "$language.pdf"
done
