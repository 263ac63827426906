import { EMPTY_ROSTER, type Roster } from '@tablee/cases'

/**
 * Reads `{"people":["Nathalie Dubreucq"],"organisations":["Les Ateliers du Quai asbl"]}`; a name may also be an
 * object with `name` and `aliases`.
 * @throws {TypeError} for anything else.
 */
export function readRoster(json: string): Roster {
  const parsed: unknown = JSON.parse(json)
  if (typeof parsed !== 'object' || parsed === null) throw new TypeError('a roster is a JSON object')
  return {
    ...EMPTY_ROSTER,
    people: named(parsed, 'people'),
    organisations: named(parsed, 'organisations'),
  }
}

function named(
  parsed: object,
  list: 'people' | 'organisations',
): { id: string; name: string; aliases: string[] }[] {
  const entries: unknown = list in parsed ? Reflect.get(parsed, list) : []
  if (!Array.isArray(entries)) throw new TypeError(`${list} is a list of names`)
  return entries.map((entry: unknown, at) => {
    const id = `${list}-${at + 1}`
    if (typeof entry === 'string') return { id, name: entry, aliases: [] }
    if (typeof entry !== 'object' || entry === null) throw new TypeError(`${list}: a name is missing`)
    const { name, aliases = [] } = entry as { name?: unknown; aliases?: unknown } // looked at in the next lines
    if (typeof name !== 'string' || !Array.isArray(aliases)) throw new TypeError(`${list}: a name is missing`)
    return { id, name, aliases: aliases.map(String) }
  })
}
