"""The store in a folder of this machine, part by part: reads, writes, tells, erases. Never speaks to a server."""
