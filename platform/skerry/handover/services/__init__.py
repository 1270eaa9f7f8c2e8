"""What happens when a bundle is taken in."""

from skerry.handover.services.importing import apply

__all__ = ["apply"]
