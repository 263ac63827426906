import { parseArgs } from 'node:util'
import { type Evidence, meetPerson, noEvidence } from './evidence.ts'
import { type Finding, findAuthors, TRACES, type Verdict } from './find-authors.ts'
import { PathUnreadable, readPath } from './read/read-path.ts'

const USAGE = `npm run verify:anonymity -- <path> … [--zone <id>] … [--person <name>] …

Tries to find out who wrote the anonymous notes in what a board gives away: a JSON export, a .tldr file, a state or
log of Yjs updates, CSV, XLSX, a ZIP of these, a browser's recording of its sockets (HAR), a log, or the data folder of
an instance that was stopped. Several paths are read together.

  --zone     a zone whose notes were all written anonymously: every signature in it is a trace
  --person   the name of somebody who may have written; those in the files are known without it

Ends with 0 when it finds nobody, with 1 when it finds somebody, with 2 when it cannot read what it is given.`

const EXIT = { nobody: 0, found: 1, unreadable: 2 } as const

/** What each trace is, in the words of the report. */
const TRACE_WORDS: Readonly<Record<Finding['trace'], string>> = {
  client: 'Yjs client',
  field: 'stored field',
  name: 'name in another field',
  id: 'id of the note',
  order: 'order',
  time: 'moment',
  line: 'log line or table row',
  history: 'history or snapshot',
}
/** Notes of one trace that are listed one by one. */
const LISTED_MAX = 20

/** Reads what it is given and says who can be found. @returns the lines to print, and the exit status */
export async function verifyAnonymity(args: readonly string[]): Promise<{ lines: string[]; status: number }> {
  const asked = parse(args)
  if (asked === null) return { lines: [USAGE], status: EXIT.unreadable }
  const evidence = noEvidence()
  for (const zone of asked.zones) evidence.anonymousZones.add(zone)
  evidence.isStrict = asked.zones.length > 0
  for (const name of asked.people) meetPerson(evidence, { names: [name] })
  try {
    for (const path of asked.paths) await readPath(evidence, path)
  } catch (error) {
    if (!(error instanceof PathUnreadable)) throw error
    return { lines: [error.message], status: EXIT.unreadable }
  }
  if (evidence.sources.length === 0)
    return { lines: [`Nothing to read in ${asked.paths.join(', ')}.`], status: EXIT.unreadable }
  const verdict = findAuthors(evidence)
  return { lines: report(evidence, verdict), status: verdict.findings.length > 0 ? EXIT.found : EXIT.nobody }
}

function parse(args: readonly string[]): { paths: string[]; zones: string[]; people: string[] } | null {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { zone: { type: 'string', multiple: true }, person: { type: 'string', multiple: true } },
    })
    if (positionals.length === 0) return null
    return { paths: positionals, zones: values.zone ?? [], people: values.person ?? [] }
  } catch {
    return null
  }
}

function report(evidence: Evidence, { notes, people, found, findings }: Verdict): string[] {
  const authors = new Set(findings.flatMap(({ author }) => author ?? []))
  const lines = [
    `Read: ${evidence.sources.join(', ')}.`,
    ...(evidence.unread.length > 0 ? [`Not read, for the eye only: ${evidence.unread.join(', ')}.`] : []),
    `Anonymous notes: ${notes}. People who are known: ${people}.`,
    `Authors found: ${authors.size}. Notes that lead to their writer: ${found} of ${notes}.`,
  ]
  for (const trace of TRACES) {
    const own = findings.filter((finding) => finding.trace === trace)
    if (own.length === 0) continue
    lines.push('', `By ${TRACE_WORDS[trace]}: ${own.length}`)
    for (const { noteId, author, source, detail } of own.slice(0, LISTED_MAX))
      lines.push(`  ${noteId} → ${author ?? 'one writer, unnamed'} (${source}: ${detail})`)
    if (own.length > LISTED_MAX) lines.push(`  and ${own.length - LISTED_MAX} more`)
  }
  return lines
}
