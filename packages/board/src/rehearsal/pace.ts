/** How fast people are (SPEC.md RE1 to RE5): means for adults who work in a language that is theirs. */
export const PACE = {
  /** Arriving in a step, in s. */
  settleS: 30,
  /** Reading aloud and speaking, in words a minute: unhurried French speech. */
  spokenWords: 130,
  /** Reading in silence on a screen, in words a minute: below the 240 of prose, since notes have no thread. */
  silentWords: 200,
  /** Typing what one makes up, in words a minute: Karat et al. (1999) measured 19. */
  writtenWords: 18,
  /** Finding what to write, for each note, in s. */
  thinkS: 20,
  /** The turn of whoever reads a note aloud, in s. */
  turnS: 10,
  /** Talking about a note in a group, in s. */
  talkS: 20,
  /** Reading one line of a vote, and giving one dot, in s. */
  lineS: 5,
  dotS: 10,
  /** Explaining a vote and looking at its result, in s. */
  resultS: 60,
} as const

/** Above this share of its minutes a step is too short. */
export const OVER_SHARE = 1.1
/** Below this share of its minutes a step has time to spare. */
export const SPARE_SHARE = 0.5
/** Shorter steps are not said to have time to spare, in minutes. */
export const SPARE_FROM_MINUTES = 10

/** People that a rehearsal simulates unless the coach says otherwise. */
export const REHEARSAL_PEOPLE = 15
/** Most people of a rehearsal. */
export const REHEARSAL_PEOPLE_MAX = 40
/** Fewest: one writes, another sees it. */
export const REHEARSAL_PEOPLE_MIN = 2

/** Share of a note that another one covers, from which on it is called covered. */
export const COVERED_SHARE = 0.25
