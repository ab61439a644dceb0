"""Personal data is masked before a text leaves this machine, and put back into what comes in return."""

from models.privacy.blanking import blank, blanking
from models.privacy.masking import Masks
from models.privacy.model import MaskingModel

__all__ = ["MaskingModel", "Masks", "blank", "blanking"]
