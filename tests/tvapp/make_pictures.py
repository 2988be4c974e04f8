"""The same as `./minato screens`: makes the pictures of the handbook and those the tests compare with."""

import sys

from kiosk_setup.screens.main import main

if __name__ == "__main__":
    sys.exit(main())
