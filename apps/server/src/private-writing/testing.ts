import { randomBytes } from 'node:crypto'
import { type BoardRecord, metaRoot, readCurtains, richTextToPlain } from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import { findTemplate, type PlacedNote } from '@tablee/templates'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import type { TestApp } from '../testing/open-test-app.ts'

/** What tests of private writing do again and again, over HTTP and on the stored board. */
export type PrivateStage = Awaited<ReturnType<typeof preparePrivateStage>>

/** A cohort with a coach, and people who come to its boards. */
export async function preparePrivateStage(server: TestApp) {
  const place = await createCohort(server.context, { organisations: ['Ferme A', 'Ferme B'] })
  const organisationId = place.organisationIds[0] ?? ''
  const coach = await createPerson(server.context, { name: 'Coach' })
  await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, cookie: string | undefined, payload?: object) =>
    server.app.inject({
      method,
      url,
      headers: { ...(cookie ? { cookie } : {}), 'accept-language': 'fr' },
      ...(payload ? { payload } : {}),
    })
  const docOf = async (boardId: string) => {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return doc
  }
  return {
    place,
    coach,
    ask,
    docOf,
    async board(templateId = 'needs-macro-micro', notes: readonly PlacedNote[] = []): Promise<string> {
      const template = findTemplate(templateId)
      if (!template) throw new Error(templateId)
      return createBoard(server.context, {
        cohortId: place.cohortId,
        organisationId,
        template,
        title: templateId,
        personId: null,
        notes,
      })
    },
    async participant(name: string, role: 'participant' | 'facilitator' = 'participant') {
      const person = await createPerson(server.context, { name })
      await grant(
        server.context,
        person.personId,
        role,
        role === 'participant' ? 'organisation' : 'cohort',
        role === 'participant' ? organisationId : place.cohortId,
      )
      return person
    },
    async draw(boardId: string, anonymous: boolean, zoneIds = ['macro']): Promise<string> {
      const drawn = await ask('POST', `/api/boards/${boardId}/curtains`, coach.cookie, { zoneIds, anonymous })
      if (drawn.statusCode !== 201) throw new Error(drawn.body)
      // two that are drawn at one moment come in any order
      const { curtains } = drawn.json()
      return curtains.find(({ zoneId }: { zoneId: string }) => zoneId === zoneIds[0]).id
    },
    lift: (boardId: string, zoneIds?: string[]) =>
      ask('POST', `/api/boards/${boardId}/curtains/lift`, coach.cookie, zoneIds ? { zoneIds } : {}),
    keep: (boardId: string, cookie: string, note: object) =>
      ask('PUT', `/api/boards/${boardId}/private-notes`, cookie, { cells: {}, revision: 0, ...note }),
    withdraw: (boardId: string, cookie: string, note: object) =>
      ask('POST', `/api/boards/${boardId}/private-notes/withdraw`, cookie, { revision: 1, ...note }),
    async mine(boardId: string, cookie: string) {
      return (await ask('GET', `/api/boards/${boardId}/private-notes`, cookie)).json().notes
    },
    async find(boardId: string, cookie: string, notes: readonly { id: string; key: string }[]) {
      const asked = notes.map(({ id, key }) => ({ id, key }))
      return (await ask('POST', `/api/boards/${boardId}/private-notes/find`, cookie, { notes: asked })).json()
        .notes
    },
    async curtainsOf(boardId: string) {
      return readCurtains(metaRoot(await docOf(boardId)))
    },
    /** The notes in a zone of the stored board. */
    async notesIn(boardId: string, zoneId = 'macro'): Promise<{ text: string; record: BoardRecord }[]> {
      const records = decodeBoard(await docOf(boardId))
      return [...records.values()]
        .filter((record) => record.type === 'note' && record.meta?.['zone'] === zoneId)
        .map((record) => ({ text: richTextToPlain(record.props?.['richText']), record }))
    },
  }
}

/** An id and a key as a device makes them. */
export function newNote(): { id: string; key: string } {
  return { id: randomBytes(16).toString('base64url'), key: randomBytes(32).toString('base64url') }
}
