"""Turn `python -m generator` into the `samtaleguide` command."""

from generator.cli import main

if __name__ == "__main__":
    main()
