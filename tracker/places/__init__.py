"""The places of a text: towns, regions and countries, and the one where a figure happened."""

from tracker.places.figure import place_of_figure
from tracker.places.find import find_places

__all__ = ["find_places", "place_of_figure"]
