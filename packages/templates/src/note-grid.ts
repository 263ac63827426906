/** Side of a note, in px: the canvas' own size. */
export const NOTE_PX = 200

/** Space between a zone's edge and its notes, in px. */
export const ZONE_PADDING_PX = 24

/** Space between two notes in a zone, in px. */
export const NOTE_GAP_PX = 16
