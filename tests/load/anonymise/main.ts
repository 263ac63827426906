import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findIdentifiers, isDirect, type Roster } from '@tablee/cases'
import { report } from '../report.ts'
import { LABEL_KINDS, type LabelledText, readLabelledTexts } from './labelled-text.ts'
import { readRoster } from './read-roster.ts'
import { type Score, type Scores, score } from './score.ts'
import { weighEvidence } from './weigh.ts'

/** Sets that no rule was tuned on, and those that rules were tuned on, the last ones last. */
const HELD_BACK: readonly string[] = ['t']
const TUNED_ON = 'development a b c d e f g h i j k l m n q r o p s'.split(' ')
/** As many of them are measured where none is held back. */
const LATEST = 4
const SETS = new URL('sets/', import.meta.url)
/** What is weighed besides: headings with capitals, as they stand on boards. */
const HEADINGS = new URL('headings.txt', import.meta.url)

/** What the issue asks on texts that nobody tuned to. */
const TARGETS = {
  recall: { PER: 0.95, IBAN: 1, PAYREF: 1, BCE: 1, SIREN: 1, NISS: 1, NIR: 1, all: 0.97 },
  precision: { all: 0.95 },
  cleanTouched: 0,
  ms: 1,
} as const

const { values: options } = parseArgs({
  options: {
    file: { type: 'string' },
    roster: { type: 'string' },
    /** Says every miss and every wrong finding on standard error. */
    mistakes: { type: 'boolean', default: false },
    /** Also the sets that rules were tuned on. */
    all: { type: 'boolean', default: false },
    /** Only says what each piece of evidence for a name is worth, from all the sets. */
    weigh: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
})

const read = (path: string | URL): string => readFileSync(path, 'utf8')

if (options.weigh) {
  const files = [...TUNED_ON.map((name) => new URL(`${name}.txt`, SETS)), HEADINGS]
  const texts = files.flatMap((file) => readLabelledTexts(read(file)))
  report.say(weighEvidence(texts, fileURLToPath(new URL('../../../', import.meta.url))))
} else if (options.file === undefined) {
  const tuned = options.all ? TUNED_ON : HELD_BACK.length === 0 ? TUNED_ON.slice(-LATEST) : []
  for (const name of [...HELD_BACK, ...tuned]) {
    const roster = readRoster(read(new URL(`${name}.roster.json`, SETS)))
    measure(
      HELD_BACK.includes(name) ? `held back: ${name}` : `tuned on: ${name}`,
      read(new URL(`${name}.txt`, SETS)),
      roster,
    )
  }
} else {
  const roster = readRoster(options.roster === undefined ? '{}' : read(options.roster))
  measure('own file', read(options.file), roster)
}

/** Prints what was found in one labelled file, and how fast. */
function measure(work: string, file: string, roster: Roster): void {
  const texts = readLabelledTexts(file)
  const scores = score(texts, (text) => findIdentifiers(text, roster))
  const marked = texts.filter(({ labels }) => labels.length > 0).length
  const conditions = {
    texts: texts.length,
    marked,
    clean: scores.clean.texts,
    people: roster.people.length,
    organisations: roster.organisations.length,
    smoke: options.smoke,
  }
  for (const kind of LABEL_KINDS) figures(work, kind, scores.byKind[kind], conditions)
  figures(work, 'all', scores.all, conditions)
  const one = { bench: 'anonymise', work, better: 'lower', conditions } as const
  report.line({
    ...one,
    metric: 'clean texts with a direct finding',
    ours: scores.clean.touched,
    unit: 'texts',
    target: TARGETS.cleanTouched,
  })
  report.line({
    ...one,
    metric: 'direct findings left after redaction',
    ours: leftAfterRedaction(texts, roster),
    unit: 'findings',
    target: 0,
  })
  report.line({
    ...one,
    metric: 'processor time of a note',
    ours: timeOfNote(texts, roster),
    unit: 'ms',
    target: TARGETS.ms,
  })
  if (options.mistakes) sayMistakes(scores)
}

function figures(
  work: string,
  kind: keyof Scores['byKind'] | 'all',
  found: Score,
  conditions: Record<string, unknown>,
): void {
  const one = { bench: 'anonymise', work, better: 'higher', unit: 'share' } as const
  const recallTargets: Readonly<Record<string, number>> = TARGETS.recall
  const precisionTargets: Readonly<Record<string, number>> = TARGETS.precision
  const counts = { ...conditions, ...found }
  if (found.marked > 0) {
    const target = recallTargets[kind] ?? null
    report.line({
      ...one,
      metric: `recall ${kind}`,
      ours: found.covered / found.marked,
      target,
      conditions: counts,
    })
  }
  if (found.found > 0) {
    const target = precisionTargets[kind] ?? null
    report.line({
      ...one,
      metric: `precision ${kind}`,
      ours: found.right / found.found,
      target,
      conditions: counts,
    })
  }
}

/** Every direct finding replaced by what an editor would be offered; what is still found then. */
function leftAfterRedaction(texts: readonly LabelledText[], roster: Roster): number {
  let left = 0
  for (const { text } of texts) {
    let redacted = text
    for (const { start, end, kind } of findIdentifiers(text, roster).filter(isDirect).toReversed())
      redacted = `${redacted.slice(0, start)}${kind === 'PER' ? '[personne B]' : kind === 'ORG' ? '[organisation A]' : '[…]'}${redacted.slice(end)}`
    left += findIdentifiers(redacted, roster).filter(isDirect).length
  }
  return left
}

/** The mean processor time of one note, in ms: each is read as new, after one pass that warms up. */
function timeOfNote(texts: readonly LabelledText[], roster: Roster): number {
  const passes = options.smoke ? 3 : 10
  const fresh = (text: string, pass: number): string => `${text}${' '.repeat(pass)}`
  for (const { text } of texts) findIdentifiers(fresh(text, 1), roster)
  const started = process.cpuUsage()
  for (let pass = 2; pass < passes + 2; pass += 1)
    for (const { text } of texts) findIdentifiers(fresh(text, pass), roster)
  return process.cpuUsage(started).user / 1_000 / passes / texts.length
}

function sayMistakes({ mistakes }: Scores): void {
  for (const { line, what, kind, text, reason } of mistakes)
    report.say(`line ${line}: ${what} ${kind} "${text}" ${reason}`)
}
