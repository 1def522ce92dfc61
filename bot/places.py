"""Where Muster's own files lie: beside the package in a clone, inside it when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_SHARE = _PACKAGE / "share"
ROOT = _SHARE if _SHARE.is_dir() else _PACKAGE.parent

SEEDS = ROOT / "seeds"
ALEMBIC = ROOT / "alembic"
