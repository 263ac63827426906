export {
  type Coarsening,
  checkFacets,
  type Described,
  FACETS_K,
  type FacetCheck,
} from './check/facet-check.ts'
export {
  CHECKED_FACETS,
  type CheckedFacet,
  facetsOf,
  fitsAll,
  type ShownFacets,
} from './check/facets.ts'
export {
  type CaseLink,
  findLinks,
  type LinkedCase,
  type LinkReason,
  type NamedOrganisation,
} from './check/link-check.ts'
export { hasQuote, repeatsQuote } from './check/quotes.ts'
export {
  type OpenFacet,
  type OpenReservation,
  openReservations,
  RESERVED_TOPICS,
  type ReservedText,
  type ReservedTopic,
  reservedFacets,
} from './check/reservations.ts'
export { caseWords } from './check/shared-words.ts'
export { rareValues, type ToldValue, toldValues } from './check/told-values.ts'
export { findIdentifiers, findInLabel, findWithLayers, layersFor } from './detect/find-identifiers.ts'
export { findSure } from './detect/find-sure.ts'
export {
  FINDING_KINDS,
  type Finding,
  type FindingClass,
  type FindingKind,
  isDirect,
  type LayerName,
} from './detect/finding.ts'
export type { Layer } from './detect/layer.ts'
export { suspectsOf } from './detect/model/find-with-model.ts'
export type { ModelSpan, NameModel, NoModel } from './detect/model/name-model.ts'
export { proposedWords } from './detect/propose.ts'
export {
  EMPTY_ROSTER,
  type ModelSuspect,
  type Roster,
  type RosterOrganisation,
  type RosterPerson,
  rosterSchema,
} from './detect/roster.ts'
export { rosterLayer } from './detect/roster-layer.ts'
export { moneyBand, relativeMonth, sizeBand } from './detect/suspects/figures.ts'
export {
  type CaseDraft,
  type DraftImage,
  type DraftStatement,
  entersCase,
  KEYWORDS_ID,
  keywordText,
  PUBLIC_NAME_ID,
  type StatementDecision,
  statementText,
} from './draft/case-draft.ts'
export { TOLD_IN_ORDER } from './draft/case-order.ts'
export { type CaseTags, MATURITY_CHANGES, NO_TAGS } from './draft/case-tags.ts'
export { changeStatement, type StatementChange } from './draft/change-statement.ts'
export { draftCase } from './draft/draft-case.ts'
export type { DraftNote } from './draft/draft-note.ts'
export { findContrasts } from './draft/find-contrasts.ts'
export {
  currentDecisions,
  type DraftFinding,
  decideFinding,
  draftFindings,
  type FindingDecision,
  type FindingDecisions,
  findingDecisionsSchema,
  findingsIn,
} from './draft/finding-decisions.ts'
export { type FindingOption, findingOptions } from './draft/finding-options.ts'
export { lostDecisions } from './draft/lost-decisions.ts'
export { readMaturity, type SelfCheck } from './draft/maturity.ts'
export { axisLabel, MATURITY_AXES } from './draft/maturity-axes.ts'
export { extendPseudonyms, type Proposal, proposalFor } from './draft/pseudonyms.ts'
export { readCaseDraft } from './draft/read-case-draft.ts'
export { type DraftSource, readNotes } from './draft/read-notes.ts'
export { readTags } from './draft/read-tags.ts'
export { CASE_FACETS, type CaseFacetId, STATEMENT_VOCABULARIES } from './facets.ts'
export {
  COUNT_MIN,
  countWithHidden,
  type ShownCount,
  shownCount,
  suppressCounts,
  suppressTable,
} from './library/suppress.ts'
export {
  CASE_SECTIONS,
  type CaseSection,
  type DraftSection,
  isCaseSection,
  OUTLINE,
  type OutlineBlock,
  type OutlineSection,
  outlineSection,
  REQUIRED_SECTIONS,
  UNSORTED,
} from './outline.ts'
export { type Artefact, readableTexts } from './publish/artefact-text.ts'
export {
  type BoardWords,
  boardImageRecords,
  boardWordsHash,
  wordsOnBoard,
} from './publish/board-image.ts'
export { caseBoardRecords } from './publish/case-board.ts'
export { caseTerms } from './publish/case-terms.ts'
export {
  findResidue,
  type Residue,
  type ResidueContext,
} from './publish/find-residue.ts'
export { type PublishableSection, publishableSections } from './publish/publishable-sections.ts'
export {
  letterId,
  PUBLISHED_CASE_FORMAT,
  type PublishedCase,
  type PublishedStatement,
  publishedCase,
  readPublishedCase,
  renewedCase,
  slugOf,
} from './publish/published-case.ts'
export {
  type PublicFile,
  type PublishedWords,
  readArtefacts,
} from './publish/read/read-artefact.ts'
export {
  IMAGES_PLACE,
  keywordLines,
  type RedactedCase,
  type RedactionGaps,
  RedactionIncomplete,
  redactCase,
  redactionGaps,
} from './publish/redact-case.ts'
export { redactText } from './publish/redact-text.ts'
export { settleAsRead, settleDraft } from './publish/settle-draft.ts'
export { compact, type Word, wordsOf } from './text/fold.ts'
export { seededRandom } from './text/seeded-random.ts'
