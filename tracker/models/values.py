"""The closed lists of the annotation guidelines: what the fields of a claim may hold."""

from __future__ import annotations

MEASURES = frozenset(
    "killed wounded casualties missing captured released bodies survived displaced "
    "launched intercepted suppressed impacted destroyed damaged attacks".split()
)

KIND_OF_SUBJECT = {
    subject: kind
    for kind, subjects in {
        "people": "person civilian combatant child woman man medic aid_worker journalist police",
        "materiel": "drone missile ballistic_missile cruise_missile rocket bomb shell munition "
        "tank armored_vehicle artillery_system mlrs air_defense_system aircraft helicopter "
        "vehicle special_equipment ship submarine equipment",
        "structure": "home hospital school energy_facility building",
        "event": "attack airstrike missile_strike drone_strike shelling clash",
    }.items()
    for subject in subjects.split()
}
"""Every subject of the guidelines with its kind: people, materiel, structure or event."""

QUALIFIERS = frozenset("exact approximate at_least at_most range indefinite".split())
BASES = frozenset("incident day period cumulative rate".split())
ZONES = frozenset("headline byline dateline body teaser caption quote".split())
ATTRIBUTION_TYPES = frozenset(
    "belligerent_military belligerent_government local_authority emergency_service medical "
    "police_prosecutor foreign_government intelligence international_org monitor_ngo media osint "
    "witness anonymous_official expert social_media".split()
)
DATE_PRECISIONS = frozenset("day day_range month year unknown".split())
