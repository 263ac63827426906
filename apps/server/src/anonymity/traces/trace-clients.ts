import type { KnownPerson } from '../evidence.ts'
import type { Trace } from '../find-authors.ts'

/** Yjs keeps under which client each letter was written: what a person's client made, or first wrote in, is hers. */
export const traceClients: Trace = (notes, { people, serverClients }) =>
  notes.flatMap((note) => {
    if (note.madeBy === null) return []
    // who changed a note later is no author of it: the server's first words make it the server's
    const words = note.wordsBy.some((client) => serverClients.has(client)) ? [] : note.wordsBy
    return [...new Set([note.madeBy, ...words])]
      .filter((client) => !serverClients.has(client))
      .map((client) => ({
        noteId: note.id,
        trace: 'client' as const,
        author: ownerOf(client, people)?.label ?? null,
        source: note.source,
        detail: `its letters stand under Yjs client ${client}`,
      }))
  })

function ownerOf(client: number, people: readonly KnownPerson[]): KnownPerson | undefined {
  return people.find(({ clients }) => clients.has(client))
}
