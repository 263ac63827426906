import { type Finding, isDirect } from '../detect/finding.ts'
import type { Roster } from '../detect/roster.ts'
import {
  type CaseDraft,
  type DraftImage,
  entersCase,
  KEYWORDS_ID,
  keywordText,
  PUBLIC_NAME_ID,
  statementText,
} from '../draft/case-draft.ts'
import type { CaseTags } from '../draft/case-tags.ts'
import { type FindingDecisions, findingsIn, headFindings, imageFindings } from '../draft/finding-decisions.ts'
import { lostDecisions } from '../draft/lost-decisions.ts'
import { type CaseSection, isCaseSection, REQUIRED_SECTIONS } from '../outline.ts'
import { compact } from '../text/fold.ts'
import { boardWordsHash, wordsOnBoard } from './board-image.ts'
import { openOwnName } from './own-name.ts'
import type { Sentence } from './own-sentences.ts'
import { type PublishableSection, publishableSections } from './publishable-sections.ts'
import { redactText } from './redact-text.ts'

/** What stands between a draft and its publication. */
export interface RedactionGaps {
  /** Findings without a decision, and decisions without a finding, in texts that are to be published. */
  readonly findings: readonly { statementId: string; key: string }[]
  /** Statements that are undecided, or to be published and still in the tray. */
  readonly statements: readonly string[]
  /** Required sections without a statement. */
  readonly sections: readonly CaseSection[]
  /** Pictures that enter without a word of what they show, or that were drawn of other words than those that are read. */
  readonly images: readonly string[]
}

/** Thrown when a case is redacted before everything is decided; ids only, never words. */
export class RedactionIncomplete extends Error {
  readonly gaps: RedactionGaps
  constructor(gaps: RedactionGaps) {
    super('the case is not fully decided')
    this.name = 'RedactionIncomplete'
    this.gaps = gaps
  }
}

/** A picture as it enters, with what is read out of it; its id is still the draft's. */
interface RedactedImage {
  readonly id: string
  readonly pixels: string
  readonly alt: string
  readonly width: number
  readonly height: number
}

/** The place of what is read out of pictures, beside those of the outline. */
export const IMAGES_PLACE = 'images'

/**
 * The publishable text of a case, free of origins; the ids of its statements are still the draft's. `removed` and
 * `kept` are for the residue check only.
 */
export interface RedactedCase {
  readonly publicName: string
  readonly lang: CaseDraft['lang']
  readonly tags: CaseTags
  readonly sections: readonly PublishableSection[]
  readonly images: readonly RedactedImage[]
  /** Raw strings that were replaced or removed. */
  readonly removed: readonly string[]
  /** Raw strings that stay, each with a reason on record; the organisation's own name where its case is public under it. */
  readonly kept: readonly string[]
  /** Each sentence with what was kept in it. */
  readonly sentences: readonly Sentence[]
}

/** A file number or the name of a file, which means one thing wherever it stands. */
function isMark({ kind }: Finding): boolean {
  return kind === 'GRANT' || kind === 'FILE'
}

/** A replacement that says the same string again, e.g. the public name of an organisation that wants its own name. */
function repeats(replacement: string, raw: string): boolean {
  return compact(replacement).includes(compact(raw))
}

/** What is still to be decided before a case can be redacted (R43). */
export function redactionGaps(draft: CaseDraft, decisions: FindingDecisions, roster: Roster): RedactionGaps {
  const entering = draft.statements.filter(entersCase)
  const taken = draft.images.filter((image) => image.taken)
  const findings = [
    ...headFindings(draft, roster),
    ...imageFindings({ images: taken }, roster),
    ...entering.flatMap((statement) => findingsIn(statement.id, statementText(statement), roster)),
  ]
  const published = new Set([PUBLIC_NAME_ID, KEYWORDS_ID, ...[...entering, ...taken].map(({ id }) => id)])
  const isTold = ({ id, alt }: DraftImage): boolean =>
    redactText(alt, findingsIn(id, alt, roster), decisions).trim() !== ''
  return {
    findings: [
      ...findings
        .filter(({ key }) => decisions[key] === undefined)
        .map(({ statementId, key }) => ({ statementId, key })),
      ...lostDecisions(draft, decisions, findings).filter(({ statementId }) => published.has(statementId)),
    ],
    statements: draft.statements
      .filter((statement) =>
        statement.decision.state === 'undecided'
          ? true
          : entersCase(statement) && !isCaseSection(statement.section),
      )
      .map(({ id }) => id),
    sections: REQUIRED_SECTIONS.filter((id) => !entering.some(({ section }) => section === id)),
    images: taken
      .filter((image) => !isTold(image) || !isDrawnOfToday(image, draft, decisions, roster))
      .map(({ id }) => id),
  }
}

/** Whether what a drawing says is what is read now. */
function isDrawnOfToday(
  { drawn }: DraftImage,
  draft: CaseDraft,
  decisions: FindingDecisions,
  roster: Roster,
): boolean {
  if (drawn === null) return true
  return (
    boardWordsHash(wordsOnBoard(draft, decisions, { roster, snapshotId: drawn.snapshotId })) === drawn.words
  )
}

/**
 * Replaces every decided identifier; the draft is not touched.
 * @throws {RedactionIncomplete} when a finding or statement has no decision, or a required section is empty.
 */
export function redactCase(draft: CaseDraft, decisions: FindingDecisions, roster: Roster): RedactedCase {
  const gaps = redactionGaps(draft, decisions, roster)
  if (gaps.findings.length + gaps.statements.length + gaps.sections.length + gaps.images.length > 0)
    throw new RedactionIncomplete(gaps)
  const removed = new Set<string>()
  const kept = new Set<string>()
  const keptIn = new Map<string, string[]>()
  const isTold = openOwnName(draft, decisions, roster)
  const redact = (id: string, text: string): string => {
    const findings = findingsIn(id, text, roster)
    for (const finding of findings) {
      const decision = decisions[finding.key]
      if (decision?.action === 'keep' || isTold(finding)) {
        kept.add(finding.text)
        keptIn.set(id, [...(keptIn.get(id) ?? []), finding.text])
      } else if (decision?.action === 'replace' && repeats(decision.replacement, finding.text)) continue
      // "directrice" and "2023" may stand elsewhere for something else: each was looked at in its place
      else if (
        finding.layer === 'format' ||
        finding.layer === 'roster' ||
        isDirect(finding) ||
        isMark(finding)
      )
        removed.add(finding.text)
    }
    return redactText(text, findings, decisions)
  }
  const sections = publishableSections(draft, (statement) => redact(statement.id, statementText(statement)))
  const publicName = redact(PUBLIC_NAME_ID, draft.publicName)
  const keywords = keywordLines(redact(KEYWORDS_ID, keywordText(draft)))
  const images = draft.images
    .filter((image) => image.taken)
    .map(({ id, pixels, alt, width, height }) => ({ id, pixels, alt: redact(id, alt).trim(), width, height }))
  const emptied = REQUIRED_SECTIONS.filter((id) => !sections.some((section) => section.id === id))
  if (emptied.length > 0)
    throw new RedactionIncomplete({ findings: [], statements: [], sections: emptied, images: [] })
  return {
    publicName,
    lang: draft.lang,
    tags: { ...draft.tags, keywords },
    sections,
    images,
    removed: [...removed],
    kept: [...kept],
    sentences: [
      ...sections.flatMap(({ id: section, statements }) =>
        statements.map(({ id, text }) => ({ id, text, section })),
      ),
      ...images.map(({ id, alt }) => ({ id, text: alt, section: IMAGES_PLACE })),
    ].map(({ id, text, section }) => ({
      at: { statementId: id, section },
      text,
      kept: keptIn.get(id) ?? [],
    })),
  }
}

/** The keywords of a redacted text; one that was removed whole is none. */
export function keywordLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
