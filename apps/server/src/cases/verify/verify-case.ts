import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import {
  EMPTY_ROSTER,
  type PublicFile,
  type PublishedCase,
  type PublishedWords,
  type Roster,
} from '@tablee/cases'
import * as z from 'zod'
import { CASE_FILE_NAMES } from '../../publication/files/case-file-names.ts'
import { wordless } from '../../publication/wordless.ts'
import { pageFiles, wordsOfCase } from './case-pages.ts'
import { CHECKS, type Check } from './checks.ts'
import { NoCaseThere, readSite } from './read-site.ts'
import { verifySite } from './site-marks.ts'
import { type Verified, verifyFiles } from './verify-files.ts'

const USAGE = `npm run verify:case -- <address or file> … [--roster <file>] [--forbid <file>] [--keep <file>]

Reads a published case as anybody may, and looks for what should not be there: in the page of three languages, in every
file that the page leads to, in the feeds, the sitemap and the tables, in their headers and metadata. Files that were
saved (.html .json .svg .png .pdf .docx .csv .xml .atom) are read the same way, without what only an address shows.

  --roster   JSON: {"people":[…],"organisations":[…],"places":[…],"products":[…]}, names that must not be there
  --forbid   a text a line: further words that must not be there, in any spelling
  --keep     a text a line: words that the case is allowed to say

Ends with 0 when nothing is found, with 1 when something is, with 2 when it cannot read what it is given.`

const EXIT = { clean: 0, found: 1, unreadable: 2 } as const
const NO_WORDS: PublishedWords = { name: '', sentences: [] }
/** Where forms that we write are described. */
const FORMAT_ORIGINS = [
  'https://jsonfeed.org',
  'https://schema.org',
  'http://www.w3.org',
  'http://ns.adobe.com',
  'http://www.sitemaps.org',
]

/** Verifies a case from outside. @returns the lines to print, and the exit status */
export async function verifyCase(
  args: readonly string[],
  get: typeof fetch = fetch,
): Promise<{ lines: string[]; status: number }> {
  const asked = parse(args)
  if (asked === null) return { lines: [USAGE], status: EXIT.unreadable }
  const lines: string[] = []
  let isClean = true
  try {
    const given = await readGiven(asked.values)
    for (const target of asked.targets) {
      const { report, passed } = await verifyTarget(target, given, get)
      lines.push(...report)
      isClean &&= passed
    }
  } catch (error) {
    if (!(error instanceof Unreadable) && !(error instanceof NoCaseThere)) throw error
    return { lines: [...lines, `Cannot read ${error.message}.`], status: EXIT.unreadable }
  }
  return { lines, status: isClean ? EXIT.clean : EXIT.found }
}

class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

interface Given {
  readonly roster: Roster
  readonly forbid: readonly string[]
  readonly keep: readonly string[]
}

function parse(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { roster: { type: 'string' }, forbid: { type: 'string' }, keep: { type: 'string' } },
    })
    return positionals.length === 0 ? null : { targets: positionals, values }
  } catch {
    return null
  }
}

/** A name alone, or with the other forms that it has. */
const namesSchema = z
  .array(z.union([z.string(), z.object({ name: z.string(), aliases: z.array(z.string()).optional() })]))
  .default([])
  .transform((names) =>
    names.map((name, at) => ({ id: `given-${at}`, ...(typeof name === 'string' ? { name } : name) })),
  )
const givenRosterSchema = z.object({
  people: namesSchema,
  organisations: namesSchema,
  places: namesSchema,
  products: namesSchema,
})

async function readGiven(of: { roster?: string; forbid?: string; keep?: string }): Promise<Given> {
  const linesOf = async (path: string | undefined): Promise<string[]> =>
    path === undefined ? [] : (await textAt(path)).split(/\r?\n/).filter((line) => line.trim() !== '')
  return {
    roster: of.roster === undefined ? EMPTY_ROSTER : rosterIn(of.roster, await textAt(of.roster)),
    forbid: (await linesOf(of.forbid)).flatMap(inCapitals),
    keep: await linesOf(of.keep),
  }
}

/** One word alone is looked for as it is written: whoever forbids it means it in any. */
function inCapitals(words: string): string[] {
  const low = words.toLowerCase()
  return [...new Set([words, low, words.toUpperCase(), low.charAt(0).toUpperCase() + low.slice(1)])]
}

function rosterIn(path: string, text: string): Roster {
  try {
    return givenRosterSchema.parse(JSON.parse(text))
  } catch {
    throw new Unreadable(path)
  }
}

async function textAt(path: string): Promise<string> {
  return (await bytesAt(path)).toString('utf8')
}

async function bytesAt(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch {
    throw new Unreadable(path)
  }
}

async function verifyTarget(
  target: string,
  given: Given,
  get: typeof fetch,
): Promise<{ report: string[]; passed: boolean }> {
  const isAddress = /^https?:\/\//.test(target)
  const site = isAddress ? await readSite(target, get) : null
  const origin = isAddress ? new URL(target).origin : null
  const files: readonly PublicFile[] = site
    ? site.files
    : [{ name: basename(target), bytes: Uint8Array.from(await bytesAt(target)), carries: 'nothing' }]
  const frames = site && origin ? framesOf(site.document, origin) : []
  const verified = verifyFiles({
    files,
    frames,
    words: site ? wordsOfCase(site.document) : NO_WORDS,
    // pages of many cases, with what their readers chose, and files whose frame only the server can make
    unframed: (name) => site !== null && !/^case\.(?:\w\w\.html|json)$/.test(name),
    roster: given.roster,
    context: {
      removed: given.forbid,
      publicName: site?.document.meta.publicName ?? '',
      kept: [...given.keep, ...namesInReport(frames)],
      ownOrigins: [...(origin === null ? [] : [origin]), ...FORMAT_ORIGINS],
    },
  })
  const fromOutside = site ? verifySite(site) : []
  const report = [`${target}: ${files.length} files`, ...linesOf(verified), ...fromOutside.flatMap(reported)]
  const passed = [...verified.checks, ...fromOutside].every(({ problems }) => problems.length === 0)
  return { report, passed }
}

/** Names of files that a report says: they are ours, and nobody's. */
function namesInReport(frames: readonly PublicFile[]): string[] {
  return [...frames.map(({ name }) => name), ...CASE_FILE_NAMES, 'case.json', 'card.svg', 'slug.txt']
}

/** What pages say around whatever case; of data nothing is. */
function framesOf(document: PublishedCase, origin: string): PublicFile[] {
  // how it is named is a word of the frame, not of the case
  const frame = { document: wordless(document), naming: 'pseudonym' as const, counted: [] }
  return pageFiles(frame, origin).filter(({ name }) => name !== 'case.json')
}

function linesOf({ checks }: Verified): string[] {
  return checks.flatMap(({ id, problems }) => reported({ about: CHECKS[id], problems }))
}

function reported({ about, problems }: { about: string; problems: Check['problems'] }): string[] {
  return [
    `  ${problems.length === 0 ? 'ok   ' : 'FOUND'} ${about}`,
    ...problems.map(({ place, why }) => `          ${place}: ${why}`),
  ]
}
