import { AMBIGUOUS_PLACES } from '../ambiguous-words.ts'
import { isCommonForm } from '../lists/common-words.ts'
import { before } from './context.ts'
import { type Rule, run } from './name-run.ts'
import { isKnownRun, isOnlyPlace, isRole, named, nameEnd } from './organisation-name.ts'
import { isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { TITLES } from './words.ts'

/** What an English house is; it stands last in its name. */
const ENGLISH_HOUSES =
  /^(?:circle|coop|cooperative|kitchens?|network|trust|hub|collective|club|gardens?|foundation|society|alliance|bakery|laundry|farms?|initiative|partnership|association|charity|library|union|bikes|cycles|repairs|makers|menders|growers|builders|cafe|shed|pantry|stores?|works|center|house|housing|services|solutions|consulting|group)$/

/** What a house of one kind is called everywhere: "Community Kitchen", "Book Club". */
const GENERIC =
  /^(?:the|a|our|your|their|this|new|old|local|community|book|fan|night|day|open|repair|food|bike|tool|garden|digital|social|data|media|information|support|customer|public|health|study|working|steering|focus|first|next|big|small|good|best|team|staff|youth|club|city|town|national|european|international)$/

const isPerson = (token: Token): boolean => token.isSureGiven || isRole(token) || TITLES.has(token.folded)

/** A capital that is no word in any of its English forms: not "Lessons Learned". */
const isStrange = (token: Token): boolean =>
  (isUnknown(token) || (!token.isCommonForm && !token.isKnown && !token.isPlace)) &&
  !isCommonForm(token.folded.replace(/(?:e?s|ed|ing|er|ly)$/, '')) &&
  !isCommonForm(token.folded.replace(/(?:ed|ing|er)$/, 'e'))

/** "ask Second Chance Bakery", "Second Chance Bakery wants": what one deals with, or who does something. */
function isUsed(tokens: readonly Token[], from: number, to: number): boolean {
  const [previous, next] = [before(tokens, from), tokens[to + 1]]
  const isDealtWith =
    previous?.capitals === 'lower' &&
    /^(?:with|from|at|by|ask|tell|thank|call|meet|visit|join|via|and|for|to|avec|chez|et|met|bij|van)$/.test(
      previous.folded,
    )
  return (
    isDealtWith ||
    (next?.gap === ' ' &&
      /^(?:wants?|does|did|needs?|asked|asks|said|says|runs|uses|used|gave|gives|paid|pays|sent|sends|offers?|offered|has|had|have|will|would|can|could|called|joined|closed|opens?|hires?|hired|lends?|lent|sells?|sold)$/.test(
        next.folded,
      ))
  )
}

/** "Brussels Mending Circle", "Northside Laundry Co-op": capitals, the last of which is what an English house is. */
export const englishHouse: Rule = (tokens, at) => {
  const [previous, head] = [tokens[at - 1], tokens[at]]
  if (head?.capitals !== 'capital' || isPerson(head)) return null
  // the middle of a longer name
  if (previous !== undefined && named(previous) && /^[ '-]$/.test(head.gap)) return null
  const to = nameEnd(tokens, at)
  const last = to === null ? undefined : tokens[to]
  if (to === null || last === undefined || to === at) return null
  const isCoop = last.folded === 'op' && tokens[to - 1]?.folded === 'co' && last.gap === '-'
  const noun = isCoop ? to - 1 : to
  const name = tokens.slice(at, noun).filter(named)
  if ((!isCoop && !ENGLISH_HOUSES.test(last.folded)) || name.length === 0) return null
  if (
    tokens.slice(at, noun).some((token) => !named(token) && !/^(?:of|and|the|for|in|on)$/.test(token.folded))
  )
    return null
  const own = name.filter((token) => !GENERIC.test(token.folded) && !token.isStop)
  if (isKnownRun(tokens, at, to) || (name.length < 2 && isOnlyPlace(tokens, at, noun - 1))) return null
  if (head.isKnown && !head.isPlace) return null
  // "Northside Trust", "Brussels Mending Circle"; not "Book Club", "Lessons Learned Circle"
  const isOwn = own.some(isStrange)
  const isOfPlace =
    name.length > 1 &&
    name.some(
      ({ isPlace, isCommonForm: isWord, folded }) => isPlace && !isWord && !AMBIGUOUS_PLACES.has(folded),
    )
  return (isOwn || isOfPlace || (own.length > 0 && name.length > 1 && isUsed(tokens, at, to))) &&
    !own.some(isSureFamily)
    ? run(at, to, 'english')
    : null
}
