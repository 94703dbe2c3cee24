"""Write the example ledger: the command that each of its files names.

    python scripts/make_example.py [--output example-ledger]

A package goes before a module of the same name: the one imported here is the folder beside.
"""

from make_example.main import main

if __name__ == "__main__":
    main()
