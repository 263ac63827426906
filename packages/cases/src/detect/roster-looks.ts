import type { TextView } from '../text/text-view.ts'
import { LEGAL_FORMS } from './ambiguous-words.ts'
import {
  before,
  isActing,
  isAddressed,
  isDetermined,
  isPointedAt,
  isSpaced,
  isVerbAfter,
  isVerbForm,
  isVocative,
} from './gazetteer/context.ts'
import { nameCounts } from './gazetteer/name-or-word.ts'
import { FIRM_VERBS } from './gazetteer/organisation-firms.ts'
import type { Token } from './gazetteer/read-tokens.ts'
import { isCommonWord } from './lists/common-words.ts'
import type { Variant } from './roster-variants.ts'

const PLACE_PREPOSITION =
  /(?:^|[\s'(])(?:à|a|de|d'|du|depuis|vers|sur|pour|chez|près de|hors|via|site|commune|ville|antenne|te|in|naar|van|near|from|at)\s*$/iu

const SENTENCE_START = /(?:^|[.!?:;…\n•«"(]\s*(?:[-–*]\s*)?)$/u

const ARTICLE_BEFORE = /(?:^|[\s'(])(?:le|la|les|l'|au|aux|du|des|chez|avec|asbl|het|de|bij)\s*$/iu

const BARE_PREPOSITION =
  /^(?:chez|avec|sans|selon|par|via|pour|contre|bij|met|van|door|voor|zonder|volgens|from|with)$/

/** What stands between who does something and the verb. */
const CLITIC = /^(?:nous|vous|leur|lui|me|ne|n|se|s)$/

/** Whether a capital shows that a name is meant: not the one that opens "Zonder haast eten". */
function isWritten(words: readonly Token[], next: Token | undefined): boolean {
  const [first, ...rest] = words
  if (first === undefined) return false
  const isCapital = /^\p{Lu}/u.test(first.written)
  if (rest.some(({ capitals }) => capitals === 'capital' || capitals === 'upper')) return true
  // "Fil rouge + nous"
  const isSigned = next !== undefined && /^ ?[:=→+&/(] ?\(?$| -> /.test(next.gap)
  const isIdiom =
    first.opens && first.capitals === 'capital' && rest.some(({ isStop }) => !isStop) && !isSigned
  return isCapital && !isIdiom
}

/** What only somebody does: "de schakel kent 't ww". */
const SPEAKING =
  /^(?:dit|disait|demande|veut|refuse|propose|paie|paye|promet|accepte|recrute|zegt|zei|kent|weet|wil|vraagt|betaalt|weigert|belooft|zoekt|gaan|willen|hebben)$/

/** "font", "cherchent": what several do. */
const isPluralVerb = ({ folded }: Token): boolean =>
  /^(?:ont|font|sont|vont|veulent|peuvent|doivent|disent|viennent|prennent|savent|hebben|zijn|willen|doen)$/.test(
    folded,
  ) ||
  (/[a-z]{3}ent$/.test(folded) && isCommonWord(`${folded.slice(0, -3)}er`))

/** Whether words without a capital are somebody: without an article after "chez", or who does something at the beginning. */
function standsBare(tokens: readonly Token[], from: number, to: number): boolean {
  const previous = before(tokens, from)
  // "de draad vzw", "asbl fil rouge"
  const form = tokens[to + 1]
  if (form?.gap === ' ' && LEGAL_FORMS.has(form.folded) && !/^(?:sa|cv)$/.test(form.folded)) return true
  if (previous !== undefined && /^(?:asbl|vzw|scrl|srl|sprl|ivzw|aisbl)$/.test(previous.folded)) return true
  const verb = tokens[to + 1]
  if (isSpaced(verb) && SPEAKING.test(verb.folded) && (from < to || !isDetermined(tokens, from))) return true
  // "kaleido et rive neuve": beside what is no word
  const [link, other] = [tokens[to + 1], tokens[to + 2]]
  const isBefore = /^(?:et|en|ou|and)$/.test(previous?.folded ?? '')
  const earlier = isBefore && previous !== undefined ? before(tokens, previous.at) : undefined
  if (from < to && earlier !== undefined && !earlier.isCommonForm) return true
  if (from < to && /^(?:et|en|ou|and)$/.test(link?.folded ?? '') && other?.isCommonForm === false) return true
  if (previous !== undefined && from === to) return /^(?:chez|bij)$/.test(previous.folded)
  if (previous !== undefined) {
    if (BARE_PREPOSITION.test(previous.folded)) return true
    // "vient de fil tendu", not "une pelote de fil tendu"
    const link = /^(?:de|d|a)$/.test(previous.folded) ? before(tokens, previous.at) : undefined
    return (
      link !== undefined &&
      /^(?:vient|viennent|demande|propose|parle|clients?|cliente|gens|equipe|ceux|celles|collegues?|travailleurs?|stagiaires?|benevoles|mails?|facture|devis|convention|mensen|collegas?|ploeg|team)$/.test(
        link.folded,
      )
    )
  }
  const next = tokens[to + 1]
  // "terre d'accueil : 3 étp"
  if (from < to && tokens[from]?.opens === true && /^ ?(?:[:=→+]|->) ?$/.test(next?.gap ?? '')) return true
  // "repassage: bon pli saturé jusque juin"
  const isAnswer = from > 0 && to > from && /[:=→]|->/.test(tokens[from]?.gap ?? '')
  if (isAnswer && (next === undefined || !isSpaced(next) || /\u00e9e?s?$/u.test(next.written))) return true
  return (
    tokens[from]?.opens === true &&
    isSpaced(next) &&
    (CLITIC.test(next.folded) || isActing(tokens, to) || isVerbForm(next) || isPluralVerb(next))
  )
}

/** "second-souffle", "second souffle" as the whole text: a keyword, a slug or a file, and no sentence. */
function isLabel(tokens: readonly Token[], from: number, to: number, view: TextView): boolean {
  if (from === to) return false
  if (tokens.slice(from + 1, to + 1).every(({ gap }) => /^[-_]$/.test(gap))) return true
  const around = [view.text.slice(0, tokens[from]?.start), view.text.slice(tokens[to]?.end)]
  return around.every((rest) => !/[\p{L}\p{N}]/u.test(rest))
}

/** "vu avec Déclic", "Déclic recrute": the first word of a name alone, with a capital that no noun has. */
function isHeadAlone(tokens: readonly Token[], from: number, to: number): boolean {
  const [first, next] = [tokens[from], tokens[to + 1]]
  if (first?.capitals !== 'capital' || isDetermined(tokens, from)) return false
  // "un Déclic Café", "Déclic-Santé"
  if (
    next !== undefined &&
    (next.gap === '-' || (isSpaced(next) && next.capitals !== 'lower' && !/^\d/.test(next.written)))
  )
    return false
  if (first.opens) return isSpaced(next) && (FIRM_VERBS.test(next.folded) || CLITIC.test(next.folded))
  const previous = before(tokens, from)
  return previous === undefined
    ? /^ ?[,+&/(] ?$/.test(first.gap)
    : previous.capitals === 'lower' && (previous.isStop || isVerbForm(previous))
}

export function looksRight(
  form: Variant['form'],
  tokens: readonly Token[],
  from: number,
  to: number,
  view: TextView,
): boolean {
  const words = tokens.slice(from, to + 1)
  const first = words[0]
  if (first === undefined) return false
  const isCapital = /^\p{Lu}/u.test(first.written)
  const isShouted = first.capitals === 'any'
  const before = (): string => view.text.slice(Math.max(0, first.start - 32), first.start)
  switch (form) {
    case 'any':
      return true
    case 'name':
      return nameCounts(tokens, from, to)
    case 'capital':
      return isCapital && !(isShouted && words.length === 1 && first.isCommon)
    case 'capitals': {
      const last = words.at(-1)
      if (last === undefined) return false
      // "bakker g. heeft", "rose k please"
      const isSmall =
        !isCapital && words.length > 1 && /^\p{Ll}$/u.test(last.written) && first.folded.length > 2
      if (isSmall)
        return view.text[last.end] === '.'
          ? /^\.(?: \p{Ll}|,|\)|$)/u.test(view.text.slice(last.end, last.end + 3))
          : isVocative(tokens, to) ||
              isActing(tokens, to) ||
              (isAddressed(tokens, from) && last.folded !== 'a' && last.folded !== 'y')
      // "(ex Habitat solidaire)": a capital within a sentence suffices
      const isWithin =
        first.capitals === 'capital' && !first.opens && words.length > 1 && last.folded.length > 3
      return isCapital && !isShouted && (isWithin || /^\p{Lu}/u.test(last.written))
    }
    case 'meant':
      return isCapital
        ? !(isShouted && first.isCommon)
        : !isDetermined(tokens, from) &&
            (isAddressed(tokens, from) ||
              isActing(tokens, to) ||
              isPointedAt(tokens, from) ||
              isBesideGiven(tokens, from, to) ||
              // "rim a un rdv"
              (first.opens && isVerbAfter(tokens, to)))
    case 'place':
      return isCapital && (PLACE_PREPOSITION.test(before()) || !SENTENCE_START.test(before()))
    case 'article':
      return isCapital && !isShouted && ARTICLE_BEFORE.test(before()) && tokens[to + 1]?.gap !== '-'
    case 'head':
      return isHeadAlone(tokens, from, to)
    case 'bare':
      return (
        isWritten(words, tokens[to + 1]) || standsBare(tokens, from, to) || isLabel(tokens, from, to, view)
      )
    case 'dotted':
      return (
        words.length > 1 &&
        words.every(
          (word, place) =>
            /^\p{Lu}$/u.test(word.written) &&
            // "J-C a dit"
            (view.text[word.end] === '.' || (words.length === 2 && words[1]?.gap === '-' && place < 2)),
        )
      )
    case 'caps':
      return words.every((word) => word.written === word.written.toUpperCase())
    case 'mixed':
      return !isShouted && words.length === 1 && (first.written.match(/\p{Lu}/gu)?.length ?? 0) > 1
  }
}

/** "wim & bram": in small letters beside another given name. */
function isBesideGiven(tokens: readonly Token[], from: number, to: number): boolean {
  const [next, second] = tokens.slice(to + 1, to + 3)
  const [earlier, previous] = tokens.slice(Math.max(0, from - 2), from)
  const isName = (token: Token | undefined): boolean =>
    token?.isGiven === true && !token.isCommon && token.folded.length > 2
  const isSign = (gap: string | undefined): boolean => /^ ?[&+/,] ?$/.test(gap ?? '')
  const isLink = (token: Token | undefined): boolean => /^(?:et|en|and)$/.test(token?.folded ?? '')
  return (
    (isSign(next?.gap) && isName(next)) ||
    (isLink(next) && isName(second)) ||
    (isSign(tokens[from]?.gap) && isName(previous)) ||
    (isLink(previous) && isName(earlier))
  )
}
