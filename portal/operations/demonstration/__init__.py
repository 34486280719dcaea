"""安澜县, the fictional county that shows the portal at work.

Everything goes through the same services as a real county's: documents are imported,
pages are published, people sit papers, certificates follow.
"""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent
