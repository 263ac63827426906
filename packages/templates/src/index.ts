export { CASE_FIELDS, type CaseField } from './case-fields.ts'
export {
  BANNER_PX,
  COLUMN_PX,
  GUTTER_PX,
  NOTE_PX,
  noteSlots,
  ROW_PX,
  TALL_ROW_PX,
  templateRecords,
  ZONE_HEADER_PX,
} from './layout-board.ts'
export { noteRecords, type PlacedNote } from './place-notes.ts'
export {
  GRID_COLUMNS,
  type Template,
  type TemplateStep,
  type TemplateZone,
  templateSchema,
} from './template.ts'
export { templateMethod } from './template-method.ts'
export { findTemplate, TEMPLATES } from './templates.ts'
export {
  CHOICE_SETS,
  type ChoiceSet,
  type Term,
  termLabel,
  VOCABULARIES,
  type Vocabulary,
} from './vocabularies/vocabularies.ts'
