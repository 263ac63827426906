export { findIdentifiers, findWithLayers, layersFor } from './detect/find-identifiers.ts'
export {
  FINDING_KINDS,
  type Finding,
  type FindingClass,
  type FindingKind,
  isDirect,
  type LayerName,
} from './detect/finding.ts'
export type { Layer } from './detect/layer.ts'
export { findWithModel } from './detect/model/find-with-model.ts'
export type { ModelSpan, NameModel, NoModel } from './detect/model/name-model.ts'
export { proposedWords } from './detect/propose.ts'
export {
  EMPTY_ROSTER,
  type Roster,
  type RosterOrganisation,
  type RosterPerson,
  rosterSchema,
} from './detect/roster.ts'
export { moneyBand, relativeMonth, sizeBand } from './detect/suspects/figures.ts'
export {
  type CaseDraft,
  type CaseTags,
  caseDraftSchema,
  caseTagsSchema,
  type DraftStatement,
  entersCase,
  NO_TAGS,
  PUBLIC_NAME_ID,
  type StatementDecision,
  statementText,
} from './draft/case-draft.ts'
export { type DraftSource, decideStatement, draftCase } from './draft/draft-case.ts'
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
export { extendPseudonyms, type Proposal, proposalFor } from './draft/pseudonyms.ts'
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
export type { Artefact } from './publish/artefact-text.ts'
export { caseBoardRecords } from './publish/case-board.ts'
export { findResidue, type Residue, type ResidueContext } from './publish/find-residue.ts'
export {
  letterId,
  PUBLISHED_CASE_FORMAT,
  type PublishedCase,
  publishedCase,
  publishedCaseSchema,
  slugOf,
} from './publish/published-case.ts'
export {
  type RedactedCase,
  type RedactionGaps,
  RedactionIncomplete,
  redactCase,
  redactionGaps,
  redactText,
} from './publish/redact-case.ts'
export { compact, type Word, wordsOf } from './text/fold.ts'
export { seededRandom } from './text/seeded-random.ts'
