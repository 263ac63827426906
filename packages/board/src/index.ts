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
export { LANGUAGES, type Lang, type LocalisedText } from './language.ts'
export { BOARD_ROOT, boardRoot, META_ROOT, metaRoot, type RecordMap, TEXT_KEY } from './layout.ts'
export {
  authorOf,
  type BindingRecord,
  type BoardRecord,
  DOCUMENT_ID,
  equalValues,
  isBinding,
  isFurniture,
  isShape,
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
export { BANNER_TEXT, ZONE_TEXT } from './render/furniture-text.ts'
export { type RenderedBoard, renderBoardSvg } from './render/render-board-svg.ts'
export type { TextMeasurer } from './render/text-measurer.ts'
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
export {
  type BannerProps,
  bannerShapeMigrations,
  bannerShapeProps,
  createBoardSchema,
  FAMILIES,
  type Family,
  schemaFingerprint,
  ZONE_KINDS,
  type ZoneKind,
  type ZoneProps,
  zoneShapeMigrations,
  zoneShapeProps,
} from './schema.ts'
export {
  type BoardItem,
  type BoardLink,
  type BoardSnapshot,
  readSnapshot,
  SnapshotUnreadable,
} from './snapshot.ts'
export { liesInZones, type Point, type ZoneArea, zoneAreas, zoneAtPoint, zoneOfShape } from './zones.ts'
