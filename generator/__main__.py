"""Turn `samtaleguide`, or `python -m generator`, into the command that is typed."""


def main() -> None:
    """Do what is typed; who interrupts it before it can be read gets no traceback."""
    try:
        from generator.cli import main as do_what_is_typed
    except KeyboardInterrupt:
        raise SystemExit(1) from None
    do_what_is_typed()


if __name__ == "__main__":
    main()
