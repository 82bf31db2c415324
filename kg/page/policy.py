"""What may happen in a page: only what stands in it may run or colour it, each piece known by its hash."""

import base64
import hashlib
from collections.abc import Iterable


def policy(scripts: Iterable[str], styles: Iterable[str], images: str = "data:") -> str:
    """The Content-Security-Policy of a page; nothing may be fetched."""
    return (
        f"default-src 'none'; img-src {images}; base-uri 'none'; form-action 'none'; "
        f"script-src {_hashes(scripts)}; style-src {_hashes(styles)}"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
