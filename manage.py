#!/usr/bin/env python
"""Run Django's management commands from the checkout, installed or not."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))
    from skerry.__main__ import main

    main()
