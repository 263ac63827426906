export {
  ATTENTION_FACT,
  DONE_FACT,
  type DoneFact,
  HANDS_FACT,
  readAttention,
  readDone,
  readHands,
  stepRun,
} from './attention.ts'
export { followedTitle } from './board-title.ts'
export { buildBoardDoc } from './build-board.ts'
export { canonicalJson } from './canonical-json.ts'
export {
  applyFields,
  decodeRecord,
  diffFields,
  encodeRecord,
  type FieldChanges,
  writeFields,
} from './codec.ts'
export {
  findPairs,
  type GroupBoard,
  type ItemLink,
  type ItemPair,
  type ItemPlace,
} from './collation/find-pairs.ts'
export { type GroupItem, type GroupZone, readGroupItems, type Stance } from './collation/group-items.ts'
export { countWords } from './collation/word-counts.ts'
export { COLOUR_NAMES } from './colour-names.ts'
export { COMMENTS_KEY, type CommentMark, type CommentMarks } from './comments/comment-marks.ts'
export { type BallotLine, ballotKind, ballotLines, linesOfZones } from './content/ballot-lines.ts'
export type {
  AuthorOrganisation,
  BoardContent,
  Cluster,
  ContentItem,
  ContentLink,
  ItemSource,
  Sheet,
  ZoneContent,
} from './content/board-content.ts'
export { allCells, type CarriedCell } from './content/carried-cells.ts'
export {
  type Cells,
  type CellValue,
  cellKey,
  MAX_CELL_LENGTH,
  plainCell,
  type ReadRow,
  readCell,
  readRow,
  splitCell,
  withRest,
} from './content/cells.ts'
export {
  CURTAINS_KEY,
  type Curtain,
  readCurtain,
  readCurtains,
  takesPrivateNotes,
} from './content/curtains.ts'
export {
  boardDateScale,
  type DateScale,
  type DateTick,
  dateColumn,
  dateTicks,
  dateX,
  hasDateAxis,
  monthAt,
  todayX,
} from './content/date-scale.ts'
export { type Found, findItems } from './content/find-items.ts'
export { isBlank } from './content/is-blank.ts'
export { LINK_META, SLOT_META, SOURCE_META } from './content/item-meta.ts'
export {
  LANE_NAME_HEIGHT,
  LANE_TOP,
  type Lane,
  type LaneSource,
  laneArea,
  laneCount,
  laneSlotAt,
  laneSource,
} from './content/lanes.ts'
export { LINK_LABEL_MAX, linkTerm, sayLink } from './content/link-label.ts'
export { type NoteCell, noteCells, sayCell, TO_FILL } from './content/note-cells.ts'
export { proposeTerms } from './content/propose-terms.ts'
export { type ContentSource, readContent } from './content/read-content.ts'
export {
  BALLOT_PREFIX,
  guardedScore,
  isBallotOpen,
  MIN_RESPONDENTS,
  matrixKey,
  type OpenBallot,
  RESULT_PREFIX,
  type ReadonlyFacts,
  readBallot,
  readResult,
  type ScoreSummary,
  type ZoneResult,
} from './content/results.ts'
export { sayNote } from './content/row-words.ts'
export { parseTypedDate, sayDate } from './content/typed-date.ts'
export { parseTypedNumber } from './content/typed-number.ts'
export { keepParts } from './content/watch-content.ts'
export { DOOR_FACT, type DoorFact, readDoorFact } from './door-fact.ts'
export { type ErasedPerson, erasePerson, isTouched, withoutPerson } from './erase/erase-person.ts'
export { type FindWords, type Mask, maskText, maskValue } from './erase/mask-words.ts'
export { type ExtractOptions, extractBoard } from './extract/extract-board.ts'
export type { Extract, ExtractLink, ExtractRow, ExtractValue, RowValue } from './extract/extract-value.ts'
export type { Counted, ExtractionDefinition, ExtractionRule, RowFilter } from './extract/extraction.ts'
export { FINDING_KINDS, type Finding, readFindings } from './extract/findings.ts'
export { foldText } from './fold-text.ts'
export { LANGUAGES, type Lang, type LocalisedText } from './language.ts'
export { BOARD_ROOT, boardRoot, META_ROOT, metaRoot, type RecordMap, TEXT_KEY } from './layout.ts'
export {
  type ChoiceSet,
  COLUMN_TYPES,
  type ColumnDefinition,
  type ColumnType,
  columnScale,
  findTerm,
  findZone,
  hasSheet,
  METHOD_KEY,
  type Method,
  type MethodAxis,
  type MethodStep,
  mainColumn,
  methodOf,
  type Named,
  type Scale,
  STEP_MODES,
  type StepMode,
  scalePoints,
  type Term,
  type ZoneDefinition,
  type ZoneOptions,
} from './method.ts'
export {
  COLOURS_FACT,
  type ColourCaptions,
  isNoteColour,
  NOTE_COLOURS,
  NOTE_FILLS,
  type NoteColour,
  readColourCaptions,
} from './note-colours.ts'
export {
  authorOf,
  type BindingRecord,
  type BoardRecord,
  DOCUMENT_ID,
  equalValues,
  isBinding,
  isFurniture,
  isShape,
  isSheet,
  PAGE_ID,
  type ShapeRecord,
} from './record.ts'
export {
  FAMILY_COLOURS,
  type FamilyColours,
  INK,
  INK_SOFT,
  ON_ACCENT,
  PAPER,
} from './render/family-colours.ts'
export {
  BANNER_TEXT,
  NOTE_CELL_TEXT,
  noteCellsHeight,
  SHEET_TEXT,
  ZONE_TEXT,
} from './render/furniture-text.ts'
export { type DrawnBox, type RenderedBoard, renderBoardSvg } from './render/render-board-svg.ts'
export type { DrawnMeaning } from './render/scene.ts'
export type { TextMeasurer } from './render/text-measurer.ts'
export { zoneHeadHeight } from './render/zone-head.ts'
export {
  GHOST,
  LINE_LOOKS,
  MARK_TEXT,
  markColour,
  type ZoneGhost,
  type ZoneLabel,
  type ZoneLine,
  type ZoneMarks,
  type ZoneMarksSource,
} from './render/zone-mark.ts'
export { zoneMarks } from './render/zone-marks.ts'
export { ZONE_WORDS } from './render/zone-words.ts'
export { restoreBoard } from './restore-board.ts'
export {
  fragmentToJson,
  jsonToFragment,
  plainToRichText,
  type RichText,
  type RichTextNode,
  richTextToPlain,
} from './rich-text.ts'
export { type BoardRules, createBoardRules, openBoardRules } from './rules/board-rules.ts'
export { MAX_RECORD_BYTES, MAX_RECORDS } from './rules/record-rules.ts'
export type { BoardAuthor, BoardRole, Refusal, RefusalCode } from './rules/refusal.ts'
export type { ChangedTypes } from './rules/touched.ts'
export { fitsColumn, ZonePolicy } from './rules/zone-policy.ts'
export {
  type BannerProps,
  bannerShapeMigrations,
  bannerShapeProps,
  createBoardSchema,
  FAMILIES,
  type Family,
  type SheetProps,
  schemaFingerprint,
  sheetShapeMigrations,
  sheetShapeProps,
  ZONE_KINDS,
  type ZoneKind,
  type ZoneProps,
  zoneShapeMigrations,
  zoneShapeProps,
} from './schema.ts'
export { sheetRecord } from './sheet.ts'
export {
  type BoardItem,
  type BoardLink,
  type BoardSnapshot,
  readSnapshot,
  SnapshotUnreadable,
} from './snapshot.ts'
export { readTitle, TITLE_FACT } from './title-fact.ts'
export type { TldrawContent } from './tldraw-file/lay-records.ts'
export { readTldrawFile, TldrawFileUnreadable } from './tldraw-file/read-tldraw-file.ts'
export { writeTldrawContent } from './tldraw-file/write-content.ts'
export { type BoardUpgrade, upgradeBoard } from './upgrade-board.ts'
export { readWorkshopFact, WORKSHOP_FACT, type WorkshopFact } from './workshop-fact.ts'
export {
  isZoneItem,
  liesInZones,
  type Point,
  type ZoneArea,
  zoneAreas,
  zoneAtPoint,
  zoneOfShape,
} from './zones.ts'
