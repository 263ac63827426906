import { expect } from 'vitest'
import { unzip } from '../../apps/server/src/exports/testing/read-files.ts'
import { type ApiPerson, done } from '../running/api.ts'

/** Boards that are asked for in one export. */
const EXPORT_MOST = 23

/** What stands in a cell of an export; of a note that a cell names, which one may be left open. */
export interface Told {
  kind: string
  value?: string | number | null
}

/** What was filled in on one board, zone by zone, as an export has to say it. */
export interface Written {
  boardId: string
  /** The notes of a zone, by the ids of their cells; `text` is what stands on the note itself. */
  rows: Map<string, Record<string, Told>[]>
  sheets: Map<string, string>
  /** The term of the one arrow of a zone. */
  links: Map<string, string>
  votes: { zoneId: string; ballotId: string }[]
}

/** A board on which nothing was written yet. */
export function nothingWritten(boardId: string): Written {
  return { boardId, rows: new Map(), sheets: new Map(), links: new Map(), votes: [] }
}

/** Expects that the server's export of these boards says what was filled in, cell by cell, and no other notes. */
export async function expectExported(
  filled: readonly Written[],
  from: { url: string; person: ApiPerson; cohortId: string },
): Promise<void> {
  const exported = await exportOf(
    filled.map(({ boardId }) => boardId),
    from,
  )
  const boards = new Map(exported.map((told) => [told.board.id, told]))
  expect(boards.size).toBe(filled.length)
  for (const { boardId, rows, sheets, links } of filled) {
    const told = boards.get(boardId)
    const zoneOf = (id: string) => told.zones.find((zone: { id: string }) => zone.id === id)
    for (const [zoneId, wanted] of rows) {
      const where = `${told.method.id} ${zoneId}`
      const cells = zoneOf(zoneId).items.map((item: { cells: object; text: string }) => ({
        ...item.cells,
        text: { kind: 'text', value: item.text },
      }))
      expect(cells, where).toHaveLength(wanted.length)
      expect(cells, where).toEqual(
        expect.arrayContaining(wanted.map((row) => expect.objectContaining(asCells(row)))),
      )
    }
    for (const [zoneId, words] of sheets)
      expect(zoneOf(zoneId).text, `${told.method.id} ${zoneId}`).toBe(words)
    for (const [zoneId, term] of links)
      expect(zoneOf(zoneId).links, `${told.method.id} ${zoneId}`).toMatchObject([{ term }])
  }
}

/** Expects that each vote on these boards has the one voice, dot or score that this person gave. */
export async function expectVoted(filled: readonly Written[], person: ApiPerson): Promise<void> {
  for (const { boardId, votes } of filled)
    for (const { zoneId, ballotId } of votes) {
      const mine = await done(person.get(`/api/boards/${boardId}/ballots/${ballotId}/mine`))
      expect(Object.keys(mine.votes), zoneId).toHaveLength(1)
    }
}

/** The JSON exports of these boards. */
async function exportOf(
  boardIds: readonly string[],
  { url, person, cohortId }: { url: string; person: ApiPerson; cohortId: string },
  // biome-ignore lint/suspicious/noExplicitAny: what an export says is what is looked at
): Promise<any[]> {
  const told = []
  for (let at = 0; at < boardIds.length; at += EXPORT_MOST) {
    const boards = boardIds.slice(at, at + EXPORT_MOST).join(',')
    const path = `/api/cohorts/${cohortId}/export?format=json&lang=fr&boards=${boards}`
    const answer = await fetch(`${url}${path}`, { headers: { cookie: person.cookie() } })
    expect(answer.status).toBe(200)
    const files = Object.values(unzip(new Uint8Array(await answer.arrayBuffer())))
    told.push(...files.map((file) => JSON.parse(Buffer.from(file).toString('utf8'))))
  }
  return told
}

/** An export's cell has its words too. */
function asCells(row: Record<string, Told>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([id, told]) => [id, expect.objectContaining(told)]))
}
