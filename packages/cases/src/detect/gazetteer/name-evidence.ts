import { type Span, viewText } from '../../text/text-view.ts'
import { ARTICLES } from '../ambiguous-words.ts'
import { isActing, isVerbForm } from './context.ts'
import { BASE, POINTS } from './name-evidence-points.ts'
import { type NameRun, run } from './name-run.ts'
import { isNobody } from './nobodies.ts'
import { HEADINGS, isRole, named, nameEnd } from './organisation-name.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import { readTokens, type Token } from './read-tokens.ts'
import { ADDRESSING, ROLES, set } from './words.ts'

/** Words of one meaning that stand right before a name; the first group that has the word counts. */
const BEFORE: readonly (readonly [name: string, words: ReadonlySet<string>])[] = [
  ['at', set('chez bij')],
  ['with', set('avec met with via w ac')],
  ['by', set('par door by selon volgens dixit sauf contre tegen zonder sans')],
  ['to', set('a aan pour voor to for pr')],
  ['of', set('de d van of')],
  ['of the', set('du des')],
  ['at the', set('au aux')],
  ['article', set('le la l les het un une the ce cette ces notre nos mon ma')],
  ['towards', set('in te naar sur en dans vers from near op uit')],
  ['and', set('et en and ou ni')],
  ['clause', set('si que qu quand pourquoi comment mais car donc comme als omdat dat maar want if but when')],
  ['is', set('est c sont is was etait')],
]

/** Words of one meaning right after a name. */
const AFTER: readonly (readonly [name: string, words: ReadonlySet<string>])[] = [
  ['and', set('et en and ou of')],
  ['of', set('de d du des van')],
  ['to', set('a au aux pour voor to for')],
  ['at', set('chez bij sur dans in op at te vers par')],
  ['self', set('se s me m nous vous leur lui ne n y nest')],
  ['is', set('est sont is zijn was etait')],
  ['who', set('qui que die wie who')],
]

const signOf = (gap: string): string =>
  /\n/.test(gap) ? 'line' : /[:=→]/.test(gap) ? 'colon' : (/[(),.!?&+/"«»;-]/.exec(gap)?.[0] ?? 'other')

/** What a word is to the lists, in one word. */
function sortOf(token: Token): string {
  if (token.isKnown) return 'known'
  if (token.isSureGiven) return 'given'
  if (token.isGiven) return 'given word'
  if (token.isPlace) return 'place'
  if (isSureFamily(token)) return 'family'
  if (token.isStop) return 'small'
  if (token.isFamily) return 'family word'
  if (token.isCommonForm) return 'word'
  return isUnknown(token) ? 'unknown' : 'odd'
}

function beforeOf(tokens: readonly Token[], at: number): string {
  const [previous, token] = [tokens[at - 1], tokens[at]]
  if (previous === undefined || token === undefined) return 'nothing'
  if (!/^(?: {1,2}|')$/.test(token.gap)) return `sign ${signOf(token.gap)}`
  const group = BEFORE.find(([, words]) => words.has(previous.folded))
  if (group !== undefined) return group[0]
  if (ADDRESSING.has(previous.folded)) return 'addressing'
  if (ROLES.has(previous.folded)) return 'role'
  if (previous.isStop) return 'small'
  if (isVerbForm(previous)) return 'verb'
  return sortOf(previous)
}

function afterOf(tokens: readonly Token[], to: number): string {
  const next = tokens[to + 1]
  if (next === undefined) return 'nothing'
  if (!/^(?: {1,2}|')$/.test(next.gap)) return `sign ${signOf(next.gap)}`
  if (isActing(tokens, to)) return 'acts'
  const group = AFTER.find(([, words]) => words.has(next.folded))
  if (group !== undefined) return group[0]
  if (isVerbForm(next)) return 'verb'
  if (next.isStop) return 'small'
  return isCapital(next) ? 'capital' : sortOf(next)
}

/** What speaks for or against a run of words being somebody's name. */
function evidenceOf(tokens: readonly Token[], { from, to }: NameRun): string[] {
  const words = tokens.slice(from, to + 1)
  const [head, last] = [words[0], words.at(-1)]
  if (head === undefined || last === undefined) return []
  const count = Math.min(3, words.filter(isCapital).length)
  const opens = head.opens ? 'opening' : 'within'
  const after = afterOf(tokens, to)
  const found = [
    `before ${beforeOf(tokens, from)}`,
    `after ${after}`,
    `${opens} after ${after}`,
    `head ${sortOf(head)}`,
    `${opens} head ${sortOf(head)}`,
    `${opens} ${count}`,
    `letters ${Math.min(5, head.folded.length)}`,
  ]
  if (words.some(isRole)) found.push('role')
  if (HEADINGS.test(head.folded)) found.push('heading')
  const [second] = words.slice(1).filter(isCapital)
  if (second !== undefined) found.push(`second ${sortOf(second)}`, `${opens} second ${sortOf(second)}`)
  if (ARTICLES.has(head.folded) && count > 2) found.push(`${opens} article and two nouns`)
  if (words.every(({ capitals }) => capitals === 'upper')) found.push('capitals')
  if (words.length > 1) found.push(`last ${sortOf(last)}`)
  // "Carte Médicale expirée": nothing but words, as in a heading
  const isOrdinary = words.every((token) => token.isCommonForm || token.isStop)
  if (words.length > 1 && isOrdinary) found.push(`${opens} all words`, `${opens} all words after ${after}`)
  if (words.some(({ gap }, at) => at > 0 && gap.includes('&'))) found.push('ampersand')
  if (words.some((token, at) => at > 0 && token.isStop && isCapital(token)))
    found.push('small word with a capital')
  return found
}

/** "Huy à 9h": the name ends before the hour. */
function withoutTime(tokens: readonly Token[], from: number, to: number): number {
  for (let at = to; at > from; at -= 1) {
    const [previous, token] = tokens.slice(at - 1, at + 1)
    if (previous === undefined || token === undefined) continue
    const isNumber = /^\d/.test(token.written) && isCapital(previous)
    if (isCapital(token) || isNumber || /^[-']$/.test(token.gap)) return at
  }
  return from
}

/** What begins a question or a clause: the name comes after it. */
const OPENERS =
  /^(?:pourquoi|comment|quand|avec|sans|selon|depuis|chez|pour|mais|donc|puis|ensuite|enfin|hier|demain|aujourd|sinon|parce|comme|voir|merci|chaque|quel|quelle|waarom|wanneer|volgens|zonder|voor|maar|dus|gisteren|morgen|why|when|with|without|ask|from|after|before|because|today)$/

/** The runs of capitals of a note that may be somebody's name, whatever other rules see. */
function candidates(tokens: readonly Token[]): NameRun[] {
  const found: NameRun[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined || !named(token)) continue
    // the end of a name that is too long: "Conseil d'Administration et Assemblée Générale"
    const previous = tokens[at - 1]
    if (previous !== undefined && token.gap === ' ' && isCapital(previous) && !previous.opens) continue
    // "Demander à Publié", "Contacter Second Souffle": the name comes after the verb
    const isVerb = ADDRESSING.has(token.folded) || (/(?:er|ir|re|ez)$/.test(token.folded) && token.isCommon)
    const after = tokens[at + 1]
    if (token.opens && isVerb && (ADDRESSING.has(token.folded) || after === undefined || !isCapital(after)))
      continue
    // "Pourquoi Presque Pareil vend"
    const next = tokens[at + 1]
    if (token.opens && OPENERS.test(token.folded) && next?.gap === ' ' && isCapital(next)) continue
    const to = withoutTime(tokens, at, nameEnd(tokens, at) ?? at)
    if (!isNobody(tokens, at, to)) found.push(run(at, to, 'evidence'))
    at = to
  }
  return found
}

/** So many points are needed: below, what nobody is meant by begins. */
const ENOUGH = 2

const isLikely = (tokens: readonly Token[], candidate: NameRun): boolean =>
  evidenceOf(tokens, candidate).reduce((sum, name) => sum + (POINTS.get(name) ?? 0), BASE) >= ENOUGH

/** Names that no single rule sees, by all that speaks for them taken together. */
export function likelyNames(
  tokens: readonly Token[],
  taken: readonly NameRun[],
): { people: NameRun[]; organisations: NameRun[] } {
  const found = candidates(tokens).filter(
    (candidate) =>
      !taken.some(({ from, to }) => from <= candidate.to && to >= candidate.from) &&
      isLikely(tokens, candidate),
  )
  const isPerson = ({ from, to }: NameRun): boolean =>
    to - from < 2 && (tokens[from]?.isGiven === true || tokens[to]?.isFamily === true)
  return { people: found.filter(isPerson), organisations: found.filter((candidate) => !isPerson(candidate)) }
}

/** A run of capitals of a text with what speaks for and against its being a name. */
export interface Evidence extends Span {
  readonly evidence: readonly string[]
}

/** All that a text says about its runs of capitals, for whoever weighs it anew. */
export function evidenceIn(text: string): Evidence[] {
  const tokens = readTokens(viewText(text))
  return candidates(tokens).map((candidate) => ({
    start: tokens[candidate.from]?.start ?? 0,
    end: tokens[candidate.to]?.end ?? 0,
    evidence: evidenceOf(tokens, candidate),
  }))
}
