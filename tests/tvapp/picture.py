"""The list of screens is `kiosk_setup/screens/gallery.py`; this gives stories their views by name."""

from kiosk_setup.screens.gallery import SCREENS, sitter
from tvapp.domain.view import View

PAGES = tuple(SCREENS)


def view_of(page: str) -> View:
    """Go where a page is, in its normal state."""
    return sitter(f"normal/{page}").view
