import type { Lang } from '@tablee/board'
import { compact } from '../text/fold.ts'
import type { Finding, FindingKind } from './finding.ts'
import { placesNamed, type Region } from './lists/places.ts'
import { countInBand, moneyInBand } from './suspects/figures.ts'

type Words = Readonly<Record<Lang, string>>

/** What stands in place of a kind that a sentence misses when it is gone. */
const WORDS: Partial<Readonly<Record<FindingKind, Words>>> = {
  PER: { fr: '[personne]', nl: '[persoon]', en: '[person]' },
  ORG: { fr: '[organisation]', nl: '[organisatie]', en: '[organisation]' },
  PRODUCT: { fr: '[logiciel]', nl: '[software]', en: '[software]' },
  FILE: { fr: '[fichier]', nl: '[bestand]', en: '[file]' },
  PLATE: { fr: '[véhicule]', nl: '[voertuig]', en: '[vehicle]' },
  FUNDER: { fr: '[pouvoir subsidiant]', nl: '[subsidiërende overheid]', en: '[funder]' },
  EVENT: { fr: '[événement du secteur]', nl: '[gebeurtenis in de sector]', en: '[event in the sector]' },
  GRANT: { fr: '[subvention publique]', nl: '[overheidssubsidie]', en: '[public grant]' },
  NAME: { fr: '[nom]', nl: '[naam]', en: '[name]' },
}

const REGION_WORDS: Readonly<Record<Region, Words>> = {
  be_wal: { fr: '[en Wallonie]', nl: '[in Wallonië]', en: '[in Wallonia]' },
  be_bru: { fr: '[à Bruxelles]', nl: '[in Brussel]', en: '[in Brussels]' },
  be_vla: { fr: '[en Flandre]', nl: '[in Vlaanderen]', en: '[in Flanders]' },
  fr: { fr: '[en France]', nl: '[in Frankrijk]', en: '[in France]' },
}
const SOMEWHERE: Words = { fr: '[lieu]', nl: '[plaats]', en: '[place]' }

/** The region of the first place that a text names. */
function regionOf(text: string): Region | null {
  for (const name of text.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []) {
    const regions = new Set(placesNamed(compact(name)).map(({ region }) => region))
    const [only] = regions
    if (regions.size === 1 && only !== undefined) return only
  }
  return null
}

/** A date loses everything but its year; one without a year goes. */
function yearOf(text: string): string | null {
  return /\b(?:19|20)\d{2}\b/.exec(text)?.[0] ?? null
}

/**
 * What is proposed in place of a finding that stands for no entity of the roster: a band, a region, the year, a role
 * class, a noun in brackets; null proposes to take it out.
 */
export function proposedWords(finding: Pick<Finding, 'kind' | 'text' | 'reason'>, lang: Lang): string | null {
  const { kind, text, reason } = finding
  if (kind === 'COUNT') return countInBand(text, lang)
  if (kind === 'MONEY') return moneyInBand(text, lang)
  if (kind === 'DATE') return yearOf(text)
  if (kind === 'ROLE') return `[${reason.replace(/^suspect\.post_/, '').toUpperCase()}]`
  if (kind === 'PLACE' || kind === 'ADDR') {
    const region = regionOf(text)
    return (region === null ? SOMEWHERE : REGION_WORDS[region])[lang]
  }
  return WORDS[kind]?.[lang] ?? null
}
