"""Write the example ledger: the command named in each of its files.

    python scripts/make_example.py [--output example-ledger]

A package takes precedence over a module of the same name: this imports the folder next to it.
"""

from make_example.main import main

if __name__ == "__main__":
    main()
