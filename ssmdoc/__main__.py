"""`python -m ssmdoc`."""

import sys

from ssmdoc.cli import main

sys.exit(main())
