"""`python -m webapp.cli`: the command, where the console script is not installed."""

from webapp.cli.main import main

raise SystemExit(main())
