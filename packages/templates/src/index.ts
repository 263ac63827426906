export { GRID_ROWS_MAX, ZONE_COLUMNS_MIN, zonesOverlap } from './authoring/check-layout.ts'
export { totalMinutes } from './authoring/check-steps.ts'
export { checkTemplate, type TemplateCheck } from './authoring/check-template.ts'
export type { MissingTexts } from './authoring/check-texts.ts'
export type { PartInUse, ZoneInUse } from './authoring/check-zones.ts'
export { diffTemplates, stepIdOf } from './authoring/diff-templates.ts'
export { fillLanguages } from './authoring/fill-languages.ts'
export { formerVersion } from './authoring/former-version.ts'
export { FIRST_VERSION, isOlderVersion, nextVersion, shortVersion } from './authoring/next-version.ts'
export { SHIPPED_VOCABULARIES } from './authoring/shipped-vocabularies.ts'
export { blankTemplate, duplicateTemplate } from './authoring/start-draft.ts'
export { isTextsOnly, type TemplateChange } from './authoring/template-change.ts'
export {
  type DraftZone,
  type TemplateDraft,
  templateDraftSchema,
  toTemplate,
} from './authoring/template-draft.ts'
export type { FaultCode, TemplateFault, TemplatePlace } from './authoring/template-fault.ts'
export {
  CREDITS_MAX,
  LICENCE_MAX,
  PACKAGE_MAX_BYTES,
  PackageRefused,
  packTemplate,
  readPackage,
  type TemplatePackage,
} from './authoring/template-package.ts'
export { TEXT_LIMITS, textsOf } from './authoring/template-texts.ts'
export {
  applyVocabularyChanges,
  type CurrentTerm,
  type CurrentVocabulary,
  VOCABULARY_CHANGES,
  type VocabularyChange,
} from './authoring/vocabulary-history.ts'
export { hasOption } from './authoring/zone-options.ts'
export { CASE_FIELDS, type CaseField } from './case-fields.ts'
export {
  BANNER_PX,
  COLUMN_PX,
  GUTTER_PX,
  noteSlots,
  templateRecords,
  ZONE_HEADER_PX,
} from './layout-board.ts'
export { type MethodPrivacy, privacyOf } from './method-privacy.ts'
export { NOTE_PX } from './note-grid.ts'
export { filledBoard, noteRecords, type PlacedNote } from './place-notes.ts'
export { rulesFor } from './rules-for.ts'
export {
  GRID_COLUMNS,
  TEMPLATE_MOST,
  type Template,
  type TemplateColumn,
  type TemplateStep,
  type TemplateZone,
  templateSchema,
} from './template.ts'
export { templateMethod } from './template-method.ts'
export { findTemplate, TEMPLATES } from './templates.ts'
export {
  CHOICE_SETS,
  type ChoiceSet,
  TERM_GROUPS,
  type Term,
  type TermGroup,
  termLabel,
  VOCABULARIES,
  type Vocabulary,
} from './vocabularies/vocabularies.ts'
