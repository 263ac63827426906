import type { Lang } from '@tablee/board'
import { compact } from '../text/fold.ts'
import type { Finding, FindingKind } from './finding.ts'
import { placesNamed, type Region } from './lists/places.ts'
import { countInBand, moneyInBand, relativeMonth } from './suspects/figures.ts'

type Words = Readonly<Record<Lang, string>>

/** What stands in place of a kind that a sentence misses when it is gone. */
const WORDS: Partial<Readonly<Record<FindingKind, Words>>> = {
  PER: { fr: '[personne]', nl: '[persoon]', en: '[person]' },
  ORG: { fr: '[organisation]', nl: '[organisatie]', en: '[organisation]' },
  PRODUCT: { fr: '[logiciel]', nl: '[software]', en: '[software]' },
  FILE: { fr: '[fichier]', nl: '[bestand]', en: '[file]' },
  PLATE: { fr: '[camion]', nl: '[vrachtwagen]', en: '[lorry]' },
  FUNDER: { fr: '[pouvoir subsidiant]', nl: '[subsidiërende overheid]', en: '[funder]' },
  EVENT: { fr: '[événement du secteur]', nl: '[gebeurtenis in de sector]', en: '[event in the sector]' },
  GRANT: { fr: '[bourse publique]', nl: '[overheidssubsidie]', en: '[public grant]' },
  NAME: { fr: '[nom]', nl: '[naam]', en: '[name]' },
}

const REGION_WORDS: Readonly<Record<Region, Words>> = {
  be_wal: { fr: '[en Wallonie]', nl: '[in Wallonië]', en: '[in Wallonia]' },
  be_bru: { fr: '[à Bruxelles]', nl: '[in Brussel]', en: '[in Brussels]' },
  be_vla: { fr: '[en Flandre]', nl: '[in Vlaanderen]', en: '[in Flanders]' },
  fr: { fr: '[en France]', nl: '[in Frankrijk]', en: '[in France]' },
}
const SOMEWHERE: Words = { fr: '[lieu]', nl: '[plaats]', en: '[place]' }

/** The region of the first place that a text names, in brackets; null when none is known. */
export function regionWords(text: string, lang: Lang): string | null {
  const region = regionOf(text)
  return region === null ? null : REGION_WORDS[region][lang]
}

function regionOf(text: string): Region | null {
  for (const name of text.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []) {
    const regions = new Set(placesNamed(compact(name)).map(({ region }) => region))
    const [only] = regions
    if (regions.size === 1 && only !== undefined) return only
  }
  return null
}

/** A date loses everything but its year; one without a year goes. */
export function yearOf(text: string): string | null {
  return /\b(?:19|20)\d{2}\b/.exec(text)?.[0] ?? null
}

/** The noun in brackets for a kind; null for one that a sentence does not miss. */
export function nounWords(kind: FindingKind, lang: Lang): string | null {
  return (kind === 'PLACE' || kind === 'ADDR' ? SOMEWHERE : WORDS[kind])?.[lang] ?? null
}

/** The role class of a post that one person holds, in brackets. */
export function postWords({ reason }: Pick<Finding, 'reason'>): string {
  return `[${reason.replace(/^suspect\.post_/, '').toUpperCase()}]`
}

/** A date as months since the project began; of a range, and without a beginning, null. */
export function relativeWords(
  { text, reason }: Pick<Finding, 'text' | 'reason'>,
  monthZero: string | null,
): string | null {
  return monthZero === null || reason.endsWith('range') ? null : relativeMonth(text, monthZero)
}

/**
 * What is proposed in place of a finding that stands for no entity of the roster: a band, a region, the months since
 * the project began or else the year, a role class, a noun in brackets; null proposes to take it out.
 */
export function proposedWords(
  finding: Pick<Finding, 'kind' | 'text' | 'reason'>,
  lang: Lang,
  monthZero: string | null = null,
): string | null {
  const { kind, text } = finding
  if (kind === 'COUNT') return countInBand(text, lang)
  if (kind === 'MONEY') return moneyInBand(text, lang)
  if (kind === 'DATE') return relativeWords(finding, monthZero) ?? yearOf(text)
  if (kind === 'ROLE') return postWords(finding)
  const region = kind === 'PLACE' || kind === 'ADDR' ? regionWords(text, lang) : null
  return region ?? nounWords(kind, lang)
}
