import { type Evidence, meetPerson } from '../evidence.ts'

/** Names of fields in which log lines say who did something. */
const WHO = ['personId', 'person', 'userId', 'user', 'authorId', 'actorId', 'name'] as const
/** What a line says of who writes. */
const WRITES = /private.?note|kept|wrote|written/i

/** Reads a log, one line each, as JSON where it is; lines of one request are one. */
export function readLog(evidence: Evidence, source: string, text: string): void {
  const requests = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const entry = parse(line)
    const request = entry?.['reqId']
    if (typeof request === 'string') requests.set(request, `${requests.get(request) ?? ''}\n${line}`)
    else evidence.lines.push({ source, text: line })
    const who = entry && WHO.map((name) => entry[name]).find((value) => typeof value === 'string')
    if (!entry || typeof who !== 'string') continue
    meetPerson(
      evidence,
      typeof entry['name'] === 'string' && entry['name'] === who
        ? { ids: [who], names: [who] }
        : { ids: [who] },
    )
    const kind = WRITES.test(String(entry['msg'] ?? '')) ? ('wrote' as const) : ('came' as const)
    evidence.events.push({ source, kind, who, atMs: momentOf(entry['time']) })
  }
  for (const lines of requests.values()) evidence.lines.push({ source, text: lines })
}

function momentOf(time: unknown): number | null {
  if (typeof time === 'number') return time
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
