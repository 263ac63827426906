/** Longest name of a person, in characters. */
export const PERSON_NAME_MAX = 60
/** Longest title of a programme, cohort, organisation, board or snapshot, in characters. */
export const TITLE_MAX = 120
/** Shortest password, in characters (NIST SP 800-63B: length, no composition rules). */
export const PASSWORD_MIN = 10
/** Longest password, in characters: bounds the cost of hashing. */
export const PASSWORD_MAX = 128
/** Length of an invitation's short code, in characters. */
export const INVITATION_CODE_LENGTH = 6
/** Characters of a short code: none that are taken for one another when read aloud (no 0 O 1 I L). */
export const INVITATION_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** How long an invitation lives unless the inviter says otherwise, in hours. */
export const INVITATION_DEFAULT_HOURS = 24 * 14
/** Longest life of an invitation, in hours. */
export const INVITATION_MAX_HOURS = 24 * 366
/** Longest statement of a case, in characters. */
export const STATEMENT_MAX = 4_000
/** Most snapshots that one case may be drawn from. */
export const CASE_SNAPSHOTS_MAX = 50
/** Most dots of one person in a ballot. */
export const BALLOT_DOTS_MAX = 100
/** Most lines that one person's ballot may name: every item of a full board with two axes has fewer that matter. */
export const BALLOT_KEYS_MAX = 1_000
/** Longest private note, in UTF-16 units: more than a note on a board shows. */
export const PRIVATE_TEXT_MAX = 4_000
/** Longest text in one cell of a private note, in UTF-16 units: as on the board. */
export const PRIVATE_CELL_MAX = 1_000
/** Most cells of one private note. */
export const PRIVATE_CELLS_MAX = 20
/** Most notes that are hidden behind one curtain: a plenary of a hundred with five each. */
export const PRIVATE_NOTES_MAX = 500
/** Most notes of one person behind one curtain. */
export const PRIVATE_NOTES_OF_ONE_MAX = 50
/** Most anonymous notes that a device asks about at once. */
export const PRIVATE_KEYS_MAX = 200
/** Most people without a device whose voices come on one ballot. */
export const BALLOT_VOICES_MAX = 500
/** Most ballots of that kind in one vote. */
export const BALLOT_PROXIES_MAX = 50
/** Largest score, either side of zero. */
export const BALLOT_VALUE_MAX = 1_000
/** Most boards in one download. */
export const EXPORT_BOARDS_MAX = 40
/** Longest `.tldr` file that is taken, in UTF-16 units. */
export const TLDRAW_FILE_MAX = 4_000_000
/** Most rows that are pasted onto a board at once: each takes a place of its own. */
export const IMPORT_ROWS_MAX = 200
/** Most cells of one such row. */
export const IMPORT_COLUMNS_MAX = 30
/** Shortest and longest password of an invitation: it is said aloud in a room, and wrong ones are counted. */
export const INVITATION_PASSWORD_MIN = 4
export const INVITATION_PASSWORD_MAX = 60
/** Most groups of one workshop: one for each organisation of a cohort. */
export const WORKSHOP_GROUPS_MAX = 20
/** Shortest workshop, in minutes. */
export const WORKSHOP_MINUTES_MIN = 5
/** Longest workshop, in minutes: three days. */
export const WORKSHOP_MINUTES_MAX = 3 * 24 * 60
/** Most pairs of organisations that a cohort keeps apart. */
export const EXCLUSIONS_MAX = 500
/** Most items of the groups that are taken to another board in one go. */
export const COLLATION_TAKEN_MAX = 50
/** Most terms of one facet of a case. */
export const CASE_TERMS_MAX = 20
/** Most keywords of a case. */
export const CASE_KEYWORDS_MAX = 12

/** Longest text that says what a colour of a board stands for, in letters. */
export const COLOUR_CAPTION_MAX = 60
/** Most notes that were taken off a board and are kept to be put back: a whole board that was emptied. */
export const DELETED_NOTES_MAX = 1_000
/** Longest reservation in an organisation's own words, in characters. */
export const RESERVATION_MAX = 2_000
/** How long a link lives with which an organisation says yes, in days; taking back works for ever. */
export const CONSENT_LINK_DAYS = 60
/** Most pictures of one case. */
export const CASE_IMAGES_MAX = 6
/** Largest file that is taken for a picture, in bytes: what a telephone's camera makes. */
export const CASE_IMAGE_FILE_MAX = 8_000_000
/** Longest text that is read out in place of a picture, in characters. */
export const CASE_IMAGE_ALT_MAX = 600
