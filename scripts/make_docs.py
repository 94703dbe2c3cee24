"""Write the made parts of the documentation: the command that a failing test names.

    python scripts/make_docs.py

A package goes before a module of the same name: the one imported here is the folder beside.
"""

from make_docs.pages import main

if __name__ == "__main__":
    main()
