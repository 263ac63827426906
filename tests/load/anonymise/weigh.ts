import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Evidence, evidenceIn } from '@tablee/cases/name-evidence'
import type { LabelledText } from './labelled-text.ts'

/** A run of capitals with what speaks for and against it, and whether somebody is meant. */
interface Example {
  readonly evidence: readonly string[]
  readonly isName: boolean
  /** How much a mistake about it counts: the product's own sentences less, a clean text more. */
  readonly weight: number
}

const ROUNDS = 400
const STEP = 0.5
/** What keeps the points of rare evidence small. */
const RIDGE = 0.002
/** The product's own sentences hold no names but those of its examples. */
const OWN_SENTENCES = ['apps', 'packages']

/** What evidence is worth, in halves of a point: a logistic regression on labelled texts and the product's own sentences. */
export function weighEvidence(texts: readonly LabelledText[], root: string): string {
  const examples = [...texts.flatMap(ofText), ...ownSentences(root).flatMap((text) => ofClean(text, 0.5))]
  const points = new Map<string, number>()
  let base = 0
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const slope = new Map<string, number>()
  const squares = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    slope.clear()
    let baseSlope = 0
    for (const { evidence, isName, weight } of examples) {
      const score = evidence.reduce((sum, name) => sum + (points.get(name) ?? 0), base)
      const error = (1 / (1 + Math.exp(-score)) - (isName ? 1 : 0)) * weight
      baseSlope += error
      for (const name of evidence) slope.set(name, (slope.get(name) ?? 0) + error)
    }
    base -= (STEP * baseSlope) / total
    for (const [name, error] of slope) {
      const step = error / total + (RIDGE * (points.get(name) ?? 0)) / 10
      const known = (squares.get(name) ?? 1e-8) + step * step
      squares.set(name, known)
      points.set(name, (points.get(name) ?? 0) - (STEP * step) / Math.sqrt(known))
    }
  }
  const half = (value: number): number => Math.round(value * 2) / 2
  const groups = new Map<number, string[]>()
  for (const [name, value] of points)
    if (half(value) !== 0) groups.set(half(value), [...(groups.get(half(value)) ?? []), name])
  const lines = [...groups]
    .sort(([one], [other]) => other - one)
    .map(([value, names]) => `  ${value}: ${names.sort().join(' | ')}`)
  return `${lines.join('\n')}\nbase ${half(base)}`
}

const example = ({ evidence }: Evidence, isName: boolean, weight: number): Example => ({
  evidence,
  isName,
  weight,
})

const ofClean = (text: string, weight: number): Example[] =>
  evidenceIn(text).map((found) => example(found, false, weight))

/** Numbers, addresses and passwords are found otherwise: what touches one teaches nothing. */
function ofText({ text, labels }: LabelledText): Example[] {
  return evidenceIn(text).flatMap((found) => {
    const label = labels.find(({ start, end }) => found.start < end && found.end > start)
    if (label === undefined) return [example(found, false, 2)]
    return label.kind === 'PER' || label.kind === 'ORG' ? [example(found, true, 1)] : []
  })
}

/** Every sentence of the screens, with its placeholders filled by a letter. */
function ownSentences(root: string): string[] {
  const files = OWN_SENTENCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?:^|\/)locales\/.*\.json$/.test(path) && !path.includes('node_modules'))
      .map((path) => join(root, folder, path)),
  )
  const found = files.flatMap((path) => stringsOf(JSON.parse(readFileSync(path, 'utf8'))))
  return [...new Set(found.map((text) => text.replaceAll(/\{\{?[^}]*\}?\}/g, 'x')))]
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsOf)
}
