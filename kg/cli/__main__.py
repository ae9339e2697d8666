"""`python -m kg.cli`."""

from .main import main

main()
