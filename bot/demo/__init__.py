"""The demo: invented outlets on this machine, and the real service reading them."""
