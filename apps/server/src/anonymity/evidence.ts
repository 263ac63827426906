/** Somebody whom the evidence knows: all that stands for her, and the Yjs clients that were hers. */
export interface KnownPerson {
  /** What a finding calls her: her name when it is known. */
  label: string
  /** Ids and actor ids. */
  ids: Set<string>
  names: Set<string>
  clients: Set<number>
}

/** One stored value of a note. `content` is what she wrote on it: names in there are words, not traces. */
export interface StoredField {
  path: string
  value: string | number
  isContent: boolean
  /** It stands no more, and can still be read: in the history, or in a snapshot. */
  isPast: boolean
}

/** One note in one source. */
export interface NoteEvidence {
  /** Where it was read: a file, a table, a room. */
  source: string
  id: string
  /** Its id; of a row in a spreadsheet its title, since such a file has no ids. */
  zone: string | null
  /** A row of a spreadsheet. */
  isRow: boolean
  text: string
  fields: StoredField[]
  /** The actor, or the name, under which it was openly written; null for an unsigned note. */
  signedBy: string | null
  /** The Yjs client that made it; null where that cannot be read. */
  madeBy: number | null
  /** The Yjs clients that its first words are from. */
  wordsBy: number[]
  /** Where it stands in an order that nobody changes later: of insertion, or of rows; null where none can be read. */
  place: number | null
  /** Its layer, when it was made. */
  layer: string | null
}

/** Something that somebody did, in the order of its source. */
export interface PersonEvent {
  source: string
  kind: 'came' | 'wrote'
  /** As the source calls her. */
  who: string
  /** In ms since 1970; null when the source does not say. */
  atMs: number | null
}

/** Words that stand together: a line of a log, or a row of a table. */
interface Line {
  source: string
  text: string
}

/** All that was read. */
export interface Evidence {
  notes: NoteEvidence[]
  people: KnownPerson[]
  /** Yjs clients of the server itself. */
  serverClients: Set<number>
  /** Zones in which notes were written anonymously; empty when the evidence does not say. */
  anonymousZones: Set<string>
  /** Notes of which it is stored that they are anonymous: their ids, and what else stands for them, by note. */
  anonymousIds: Map<string, Set<string>>
  /** Whoever asks says which zones were anonymous: then no signature makes a note an open one. */
  isStrict: boolean
  events: PersonEvent[]
  lines: Line[]
  /** What was read, in words. */
  sources: string[]
  /** What was there and says nothing that this can read. */
  unread: string[]
}

/** Nothing yet. */
export function noEvidence(): Evidence {
  return {
    notes: [],
    people: [],
    serverClients: new Set(),
    anonymousZones: new Set(),
    anonymousIds: new Map(),
    isStrict: false,
    events: [],
    lines: [],
    sources: [],
    unread: [],
  }
}

/** The person of whom one of these is known already, with all of them; else a new one. */
export function meetPerson(
  evidence: Evidence,
  met: { ids?: readonly string[]; names?: readonly string[]; clients?: readonly number[] },
): KnownPerson {
  const { ids = [], names = [], clients = [] } = met
  const isHer = (person: KnownPerson) =>
    ids.some((id) => person.ids.has(id)) || clients.some((client) => person.clients.has(client))
  // what joins two of them makes them one
  const [first, ...others] = evidence.people.filter(isHer)
  const person = first ?? { label: '', ids: new Set(), names: new Set(), clients: new Set() }
  if (first === undefined) evidence.people.push(person)
  for (const other of others) {
    for (const id of other.ids) person.ids.add(id)
    for (const name of other.names) person.names.add(name)
    for (const client of other.clients) person.clients.add(client)
  }
  evidence.people = evidence.people.filter((each) => !others.includes(each))
  for (const id of ids) person.ids.add(id)
  for (const name of names) if (name.trim() !== '') person.names.add(name.trim())
  for (const client of clients) person.clients.add(client)
  person.label = [...person.names][0] ?? [...person.ids][0] ?? `client ${[...person.clients][0]}`
  return person
}

/** The notes whose writers are looked for: in anonymous zones, or unsigned, and named as anonymous where that is stored. */
export function anonymousNotes({ notes, anonymousIds, anonymousZones, isStrict }: Evidence): NoteEvidence[] {
  return notes.filter((note) => {
    if (anonymousIds.has(note.id)) return true
    if (isStrict) return note.zone !== null && anonymousZones.has(note.zone)
    if (note.signedBy !== null) return false
    if (note.isRow || anonymousZones.size === 0) return true
    return note.zone !== null && anonymousZones.has(note.zone)
  })
}
