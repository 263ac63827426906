export {
  ATTENTION_FACT,
  type AttentionFact,
  DONE_FACT,
  HANDS_FACT,
  readAttention,
  readDone,
  readHands,
  stepRun,
} from '../attention.ts'
export { followedTitle } from '../board-title.ts'
export { COLOUR_NAMES } from '../colour-names.ts'
export { COMMENTS_KEY, type CommentMarks, openComments, readCommentMarks } from '../comments/comment-marks.ts'
export { DOOR_FACT, type DoorFact, readDoorFact } from '../door-fact.ts'
export { foldText } from '../fold-text.ts'
export { LANGUAGES, type Lang, type LocalisedText } from '../language.ts'
export { boardRoot, metaRoot, TEXT_KEY } from '../layout.ts'
export {
  type ColumnDefinition,
  columnScale,
  findTerm,
  findZone,
  METHOD_KEY,
  type Method,
  type MethodAxis,
  type MethodStep,
  mainColumn,
  methodOf,
  type Named,
  scalePoints,
  type Term,
  type ZoneDefinition,
} from '../method.ts'
export {
  type ColourCaptions,
  isNoteColour,
  NOTE_COLOURS,
  NOTE_FILLS,
  type NoteColour,
  readColourCaptions,
} from '../note-colours.ts'
export { authorOf, type BoardRecord, equalValues, isShape } from '../record.ts'
export { FAMILY_COLOURS } from '../render/family-colours.ts'
export type { BoardRole, RefusalCode } from '../rules/refusal.ts'
export { fitsColumn } from '../rules/zone-policy.ts'
export type { Family } from '../schema.ts'
export { readTitle, TITLE_FACT } from '../title-fact.ts'
export { readWorkshopFact, WORKSHOP_FACT, type WorkshopFact } from '../workshop-fact.ts'
export { type BallotLine, ballotKind, ballotLines, linesOfZones } from './ballot-lines.ts'
export type {
  BoardContent,
  Cluster,
  ContentItem,
  ContentLink,
  ItemSource,
  Sheet,
  ZoneContent,
} from './board-content.ts'
export { type CellValue, cellKey, MAX_CELL_LENGTH, splitCell } from './cells.ts'
export { CURTAINS_KEY, type Curtain, readCurtains, takesPrivateNotes } from './curtains.ts'
export { boardDateScale, type DateScale, dateColumn, dateX, hasDateAxis, monthAt } from './date-scale.ts'
export { findItems } from './find-items.ts'
export { isBlank } from './is-blank.ts'
export { type Lane, laneSource } from './lanes.ts'
export { LINK_LABEL_MAX } from './link-label.ts'
export { sayCell } from './note-cells.ts'
export { proposeTerms } from './propose-terms.ts'
export { readContent } from './read-content.ts'
export {
  BALLOT_PREFIX,
  isBallotOpen,
  MIN_RESPONDENTS,
  type OpenBallot,
  type ScoreSummary,
  type ZoneResult,
} from './results.ts'
export { parseTypedDate, sayDate } from './typed-date.ts'
export { parseTypedNumber } from './typed-number.ts'
export { type NextFrame, type WatchedContent, watchContent } from './watch-content.ts'
