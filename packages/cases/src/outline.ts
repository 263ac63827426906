import type { LocalisedText } from '@tablee/board'
import type { CaseField } from '@tablee/templates'

/** The three blocks of a case. */
export type OutlineBlock = 'context' | 'project' | 'hindsight'

/** One heading of the fixed outline. */
export interface OutlineSection {
  readonly id: string
  readonly block: OutlineBlock
  /** A case is not published without it. */
  readonly required: boolean
  readonly title: LocalisedText
}

const section = <Id extends string>(
  id: Id,
  block: OutlineBlock,
  need: 'required' | 'optional',
  title: LocalisedText,
) => ({ id, block, required: need === 'required', title })

/**
 * The outline of every case, in reading order. Seven sections are in all eight cases of the seed report;
 * `inspirations`, which one of them lacks, is required by us.
 */
export const OUTLINE = [
  section('organisation', 'context', 'required', {
    fr: 'Organisation',
    nl: 'Organisatie',
    en: 'Organisation',
  }),
  section('trigger', 'context', 'required', {
    fr: 'Élément déclencheur et crise',
    nl: 'Aanleiding en crisis',
    en: 'Trigger and crisis',
  }),
  section('description', 'project', 'required', {
    fr: 'Description du projet',
    nl: 'Beschrijving van het project',
    en: 'Description of the project',
  }),
  section('objectives', 'project', 'required', {
    fr: 'Objectifs poursuivis',
    nl: 'Nagestreefde doelen',
    en: 'Objectives',
  }),
  section('implementation', 'project', 'required', {
    fr: 'Mise en œuvre',
    nl: 'Uitvoering',
    en: 'Implementation',
  }),
  section('pilots', 'project', 'optional', {
    fr: 'Essais et sous-cas',
    nl: 'Proefprojecten en deelcases',
    en: 'Pilots and sub-cases',
  }),
  section('structure', 'project', 'optional', {
    fr: 'Structure porteuse',
    nl: 'Dragende structuur',
    en: 'Carrying structure',
  }),
  section('opportunities', 'hindsight', 'required', {
    fr: 'Opportunités',
    nl: 'Kansen',
    en: 'Opportunities',
  }),
  section('obstacles', 'hindsight', 'required', {
    fr: 'Freins et difficultés',
    nl: 'Hindernissen en moeilijkheden',
    en: 'Obstacles and difficulties',
  }),
  section('effects', 'hindsight', 'optional', {
    fr: 'Effets suite à la mise en œuvre',
    nl: 'Effecten na de uitvoering',
    en: 'Effects after implementation',
  }),
  section('pooling', 'hindsight', 'optional', {
    fr: 'Focus sur la mutualisation',
    nl: 'Focus op samen delen',
    en: 'Focus on pooling',
  }),
  section('inspirations', 'hindsight', 'required', {
    fr: 'Inspirations',
    nl: 'Inspiratie',
    en: 'Inspirations',
  }),
  section('recommendations', 'hindsight', 'optional', {
    fr: 'Recommandations',
    nl: 'Aanbevelingen',
    en: 'Recommendations',
  }),
] as const satisfies readonly OutlineSection[]

/** The id of one section of the outline. */
export type CaseSection = (typeof OUTLINE)[number]['id']

/** All section ids, in outline order. */
export const CASE_SECTIONS: readonly CaseSection[] = OUTLINE.map(({ id }) => id)

/** The sections without which a case is not published. */
export const REQUIRED_SECTIONS: readonly CaseSection[] = OUTLINE.filter(({ required }) => required).map(
  ({ id }) => id,
)

/** The tray "à classer": statements that the editor must give a section or drop. */
export const UNSORTED = 'unsorted'

/** A section, or the tray. */
export type DraftSection = CaseSection | typeof UNSORTED

/** Whether a string is a section of the outline. */
export function isCaseSection(id: string): id is CaseSection {
  return CASE_SECTIONS.some((known) => known === id)
}

/** What a zone feeds, when that is no section of its own name; null: tables beside the text, never statements. */
const OTHER_FIELDS: Readonly<Record<Exclude<CaseField, CaseSection>, DraftSection | null>> = {
  needs: 'objectives',
  actions: 'implementation',
  tools: 'description',
  stakeholders: UNSORTED,
  maturity: UNSORTED,
  budget: UNSORTED,
  quotes: null,
  keywords: null,
  meta: null,
  consent: null,
}

/** Where the notes of a zone go: a section, the tray, or nowhere (null: they are not text of a case). */
export function outlineSection(feeds: CaseField | null): DraftSection | null {
  if (feeds === null) return UNSORTED
  return isCaseSection(feeds) ? feeds : OTHER_FIELDS[feeds]
}
