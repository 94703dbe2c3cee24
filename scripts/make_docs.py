"""Write the generated parts of the documentation: the command named by a failing test.

    python scripts/make_docs.py

A package takes precedence over a module of the same name: this imports the folder next to it.
"""

from make_docs.pages import main

if __name__ == "__main__":
    main()
