"""The shell command for ``python -m fsq_beancount``."""

from fsq_beancount.cli.start import main

main()
