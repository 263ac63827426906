import { boardRoot } from '@tablee/board'
import { decodeBoard, setItemText } from '@tablee/board/edit'
import { PRIVATE_NOTES_OF_ONE_MAX, PRIVATE_TEXT_MAX } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOn } from '../boards/actor.ts'
import { findBoard, updateBoard } from '../boards/store.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { newNote, type PrivateStage, preparePrivateStage } from './testing.ts'

describe.each(DATABASES)('private writing on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  /** How far the server's clock is ahead, in ms. */
  let aheadMs = 0
  let stage: PrivateStage
  let ada: Awaited<ReturnType<PrivateStage['participant']>>
  let ben: Awaited<ReturnType<PrivateStage['participant']>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => Date.now() + aheadMs })
    stage = await preparePrivateStage(server)
    ada = await stage.participant('Ada')
    ben = await stage.participant('Ben')
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })
  const codeOf = (answer: { json(): { error?: { code: string } } }) => answer.json().error?.code
  const runnerPost = (boardId: string, path: string, body: object, cookie = stage.coach.cookie) =>
    stage.ask('POST', `/api/boards/${boardId}/curtains/${path}`, cookie, body)

  test('W1 a curtain is told to everybody on the board, and nothing of what is behind it', async () => {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, true, ['macro', 'needs'])
    await stage.keep(boardId, ada.cookie, { ...newNote(), curtainId, text: 'Sésame caché' })
    const curtains = await stage.curtainsOf(boardId)
    expect(Object.keys(curtains).sort()).toEqual(['macro', 'needs'])
    expect(curtains['macro']).toEqual({
      id: curtainId,
      anonymous: true,
      sinceMs: expect.any(Number),
      hidden: 0,
      reading: false,
    })
    await server.context.curtainFacts.count()
    expect((await stage.curtainsOf(boardId))['macro']?.hidden).toBe(1)
    const updates = Buffer.concat(await server.context.rooms.read(boardId))
    expect(updates.includes('Sésame')).toBe(false)
  })

  test('W2 a second curtain of the same kind is the first; one of another kind is refused', async () => {
    const boardId = await stage.board()
    const first = await stage.draw(boardId, true)
    expect(await stage.draw(boardId, true)).toBe(first)
    const other = await stage.ask('POST', `/api/boards/${boardId}/curtains`, stage.coach.cookie, {
      zoneIds: ['macro'],
      anonymous: false,
    })
    expect([other.statusCode, codeOf(other)]).toEqual([409, 'curtain_other_kind'])
    const unfit = await stage.ask('POST', `/api/boards/${boardId}/curtains`, stage.coach.cookie, {
      zoneIds: ['macro', 'why'],
      anonymous: true,
    })
    expect([unfit.statusCode, codeOf(unfit)]).toEqual([409, 'curtain_zone_unfit'])
  })

  test('W3 nothing is imported into a zone with a curtain, by whomever', async () => {
    const boardId = await stage.board()
    await stage.draw(boardId, false)
    const imported = await stage.ask('POST', `/api/boards/${boardId}/imports/rows`, stage.coach.cookie, {
      zoneId: 'macro',
      columns: ['text'],
      rows: [['par derrière']],
    })
    expect([imported.statusCode, codeOf(imported)]).toEqual([409, 'zone_curtained'])
    expect(imported.json().error.message).toContain('écriture privée')
  })

  describe('named', () => {
    test('P1 a note is its writer’s on all her devices, and nobody else’s', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, false)
      const { id } = newNote()
      const kept = await stage.keep(boardId, ada.cookie, { id, curtainId, text: 'Un\nDeux' })
      expect(kept.statusCode, kept.body).toBe(200)
      expect(kept.json()).toEqual({
        id,
        curtainId,
        zoneId: 'macro',
        state: 'hidden',
        revision: 1,
        recordId: null,
      })
      expect(await stage.mine(boardId, ada.cookie)).toMatchObject([{ id, text: 'Un\nDeux', revision: 1 }])
      expect(await stage.mine(boardId, ben.cookie)).toEqual([])
      expect(await stage.mine(boardId, stage.coach.cookie)).toEqual([])
      for (const cookie of [ben.cookie, stage.coach.cookie]) {
        const stolen = await stage.keep(boardId, cookie, { id, curtainId, text: 'Volé', revision: 1 })
        const taken = await stage.withdraw(boardId, cookie, { id, curtainId })
        expect([stolen.statusCode, taken.statusCode]).toEqual([404, 404])
      }
      expect(await stage.mine(boardId, ada.cookie)).toMatchObject([{ text: 'Un\nDeux' }])
    })

    test('P2 sent twice it is there once; of two devices neither loses a word', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, false)
      const { id } = newNote()
      const note = { id, curtainId }
      for (let time = 0; time < 2; time += 1)
        expect((await stage.keep(boardId, ada.cookie, { ...note, text: 'Un' })).json().revision).toBe(1)
      await stage.keep(boardId, ada.cookie, { ...note, text: 'Un, téléphone', revision: 1 })
      const late = await stage.keep(boardId, ada.cookie, { ...note, text: 'Un, portable', revision: 1 })
      expect([late.statusCode, codeOf(late)]).toEqual([409, 'private_note_conflict'])
      expect(late.json().stored).toMatchObject({ id, text: 'Un, téléphone', revision: 2 })
      const unseen = await stage.withdraw(boardId, ada.cookie, { ...note, revision: 1 })
      expect(codeOf(unseen)).toBe('private_note_conflict')
      const merged = await stage.keep(boardId, ada.cookie, {
        ...note,
        text: 'Un, téléphone, portable',
        revision: 2,
      })
      expect(merged.json().revision).toBe(3)
      // withdrawn elsewhere while she wrote on: her words are kept
      await stage.withdraw(boardId, ada.cookie, { ...note, revision: 3 })
      await stage.keep(boardId, ada.cookie, { ...note, text: 'Encore', revision: 3 })
      expect(await stage.mine(boardId, ada.cookie)).toMatchObject([{ text: 'Encore', revision: 4 }])
      expect((await stage.withdraw(boardId, ada.cookie, { ...note, revision: 4 })).statusCode).toBe(200)
      expect((await stage.withdraw(boardId, ada.cookie, { ...note, revision: 4 })).statusCode).toBe(200)
      expect(await stage.mine(boardId, ada.cookie)).toEqual([])
    })

    test('P3 the reveal puts each on the board once, as its writer’s, with its cells', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, false, ['needs'])
      const cells = { who: 'Chef d’équipe', purpose: 'ne pas chercher' }
      await stage.keep(boardId, ada.cookie, { ...id(), curtainId, text: 'Savoir qui est où', cells })
      await stage.keep(boardId, ben.cookie, { ...id(), curtainId, text: 'Comptable' })
      expect((await stage.lift(boardId)).json()).toEqual({ notes: 2 })
      expect((await stage.lift(boardId)).json()).toEqual({ notes: 0 })
      const notes = await stage.notesIn(boardId, 'needs')
      const board = await findBoard(server.context.db, boardId)
      const actor = (personId: string) => actorOn(board?.actorKey ?? '', boardId, personId).actorId
      expect(notes).toHaveLength(2)
      expect(notes.find(({ text }) => text === 'Savoir qui est où')?.record.meta).toEqual({
        by: actor(ada.personId),
        zone: 'needs',
        c_who: 'Chef d’équipe',
        c_purpose: 'ne pas chercher',
      })
      expect(notes.find(({ text }) => text === 'Comptable')?.record.meta).toMatchObject({
        by: actor(ben.personId),
      })
      expect(await stage.curtainsOf(boardId)).toEqual({})
      const [own] = await stage.mine(boardId, ada.cookie)
      expect(own).toMatchObject({ state: 'revealed', text: '' })
      expect(notes.map(({ record }) => record.id)).toContain(own.recordId)
    })

    test('P3 one zone is revealed, and what is written for the others stays hidden and goes on', async () => {
      const boardId = await stage.board()
      const macro = await stage.draw(boardId, false)
      const needs = await stage.draw(boardId, true, ['needs'])
      const hidden = { ...newNote(), curtainId: needs, text: 'Savoir le matin' }
      await stage.keep(boardId, ada.cookie, { ...id(), curtainId: macro, text: 'Savoir qui est où' })
      await stage.keep(boardId, ada.cookie, hidden)
      expect((await stage.lift(boardId, ['macro'])).json()).toEqual({ notes: 1 })
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Savoir qui est où'])
      expect(Object.keys(await stage.curtainsOf(boardId))).toEqual(['needs'])
      expect(JSON.stringify([...decodeBoard(await stage.docOf(boardId)).values()])).not.toContain(hidden.text)
      const later = { ...newNote(), curtainId: needs, text: 'Ne plus retaper' }
      expect((await stage.keep(boardId, ben.cookie, later)).statusCode).toBe(200)
      expect((await stage.lift(boardId, ['macro', 'needs'])).json()).toEqual({ notes: 2 })
      expect((await stage.notesIn(boardId, 'needs')).map(({ text }) => text).sort()).toEqual([
        later.text,
        hidden.text,
      ])
      expect(await stage.curtainsOf(boardId)).toEqual({})
    })

    test('P5 somebody may reveal her own while the others’ stay hidden', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, false)
      await stage.keep(boardId, ada.cookie, { ...id(), curtainId, text: 'D’Ada' })
      await stage.keep(boardId, ben.cookie, { ...id(), curtainId, text: 'De Ben' })
      const own = await stage.ask('POST', `/api/boards/${boardId}/private-notes/reveal`, ada.cookie, {
        curtainId,
      })
      expect(own.json()).toEqual({ notes: 1 })
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['D’Ada'])
      expect(Object.keys(await stage.curtainsOf(boardId))).toEqual(['macro'])
      await stage.lift(boardId)
      expect((await stage.notesIn(boardId)).map(({ text }) => text).sort()).toEqual(['De Ben', 'D’Ada'])
    })

    test('F1 nobody reads them before they are revealed', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, false)
      const read = await runnerPost(boardId, 'review', { curtainId })
      expect([read.statusCode, codeOf(read)]).toEqual([409, 'curtain_named'])
    })

    test('N2 go with their writer when she is deleted', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, false)
      const carla = await stage.participant('Carla')
      await stage.keep(boardId, carla.cookie, { ...id(), curtainId, text: 'De Carla' })
      await server.context.db.deleteFrom('person').where('id', '=', carla.personId).execute()
      expect((await stage.lift(boardId)).json()).toEqual({ notes: 0 })
      expect(await stage.notesIn(boardId)).toEqual([])
    })
  })

  describe('anonymous', () => {
    test('A1 whoever holds the key changes and withdraws it, and nobody else', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      const note = newNote()
      const kept = await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Sans nom' })
      expect(kept.statusCode, kept.body).toBe(200)
      const wrong = { ...note, key: newNote().key, curtainId }
      expect((await stage.keep(boardId, ben.cookie, { ...wrong, text: 'x', revision: 1 })).statusCode).toBe(
        404,
      )
      expect((await stage.withdraw(boardId, ben.cookie, wrong)).statusCode).toBe(404)
      const keyless = await stage.keep(boardId, ada.cookie, { id: note.id, curtainId, text: 'x' })
      expect([keyless.statusCode, codeOf(keyless)]).toEqual([400, 'request_invalid'])
      expect(await stage.mine(boardId, ada.cookie)).toEqual([])
      expect(await stage.find(boardId, ada.cookie, [wrong])).toEqual([])
      expect(await stage.find(boardId, ada.cookie, [note])).toMatchObject([{ id: note.id, text: 'Sans nom' }])
      await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Sans nom du tout', revision: 1 })
      await stage.withdraw(boardId, ada.cookie, { ...note, curtainId, revision: 2 })
      expect(await stage.find(boardId, ada.cookie, [note])).toEqual([])
    })

    test('A3 after the reveal too: the server writes, and what others wrote in it stays', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      const [first, second] = [newNote(), newNote()]
      await stage.keep(boardId, ada.cookie, { ...first, curtainId, text: 'Le planning' })
      await stage.keep(boardId, ada.cookie, { ...second, curtainId, text: 'À retirer' })
      await stage.lift(boardId)
      expect((await stage.notesIn(boardId)).every(({ record }) => !('by' in (record.meta ?? {})))).toBe(true)
      const base = { text: 'Le planning', cells: {} }
      for (let time = 0; time < 2; time += 1) {
        const changed = await stage.keep(boardId, ada.cookie, {
          ...first,
          curtainId,
          text: 'Le planning du lundi',
          revision: 1,
          base,
        })
        expect(changed.json()).toMatchObject({ state: 'revealed' })
      }
      const others = await stage.keep(boardId, ada.cookie, {
        ...first,
        curtainId,
        text: 'Non : Le planning',
        revision: 1,
        base,
      })
      expect(others.statusCode, others.body).toBe(200)
      expect((await stage.withdraw(boardId, ada.cookie, { ...second, curtainId })).statusCode).toBe(200)
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Non : Le planning du lundi'])
      expect(await stage.find(boardId, ada.cookie, [second])).toEqual([])
      const wrong = { ...first, key: newNote().key }
      expect((await stage.withdraw(boardId, ben.cookie, { ...wrong, curtainId })).statusCode).toBe(404)
    })

    test('P6 a note that comes after the reveal is kept by its device until its writer puts it there alone', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      await stage.lift(boardId)
      const note = { ...newNote(), curtainId, text: 'Trop tard' }
      const late = await stage.keep(boardId, ada.cookie, note)
      expect([late.statusCode, codeOf(late)]).toEqual([409, 'curtain_lifted'])
      const put = await stage.keep(boardId, ada.cookie, { ...note, late: true })
      expect(put.json()).toMatchObject({ state: 'revealed' })
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Trop tard'])
    })

    test('P6 a step that lets nobody write there binds what comes after the reveal; who leads is free', async () => {
      const boardId = await stage.board()
      const script = async (command: object) => {
        const commandId = newNote().id
        const path = `/api/boards/${boardId}/script`
        return (await stage.ask('POST', path, stage.coach.cookie, { commandId, command })).json().script
      }
      const { steps } = await script({ do: 'start' })
      const curtainId = await stage.draw(boardId, true)
      const note = { ...newNote(), curtainId }
      await stage.keep(boardId, ada.cookie, { ...note, text: 'Mot' })
      await stage.lift(boardId)
      const step = (write: boolean) => ({
        zones: [],
        may: { write, moveOwn: write, vote: true, comment: true },
      })
      await script({ do: 'changeStep', stepId: steps[0].id, step: step(false) })
      const late = { ...newNote(), curtainId, text: 'Seule', late: true }
      const change = { ...note, text: 'Mots', revision: 1, base: { text: 'Mot', cells: {} } }
      const answers = [
        await stage.keep(boardId, ada.cookie, late),
        await stage.keep(boardId, ada.cookie, change),
        await stage.withdraw(boardId, ada.cookie, note),
      ]
      expect(answers.map(codeOf)).toEqual(['step_closed', 'step_closed', 'step_closed'])
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Mot'])
      const coachs = { ...newNote(), curtainId, text: 'Coach', late: true }
      expect((await stage.keep(boardId, stage.coach.cookie, coachs)).statusCode).toBe(200)
      await script({ do: 'changeStep', stepId: steps[0].id, step: step(true) })
      expect((await stage.keep(boardId, ada.cookie, late)).statusCode).toBe(200)
      expect((await stage.keep(boardId, ada.cookie, change)).statusCode).toBe(200)
      expect((await stage.notesIn(boardId)).map(({ text }) => text).sort()).toEqual([
        'Coach',
        'Mots',
        'Seule',
      ])
    })

    test('P5 nor does somebody reveal her own alone in such a step', async () => {
      const boardId = await stage.board()
      const path = `/api/boards/${boardId}`
      const script = async (command: object) => {
        const body = { commandId: newNote().id, command }
        return (await stage.ask('POST', `${path}/script`, stage.coach.cookie, body)).json().script
      }
      const { steps } = await script({ do: 'start' })
      const may = { write: false, moveOwn: false, vote: true, comment: true }
      const curtainId = await stage.draw(boardId, false)
      const note = { ...id(), curtainId, text: 'D’Ada' }
      await stage.keep(boardId, ada.cookie, note)
      const step = { zones: [], may, mode: 'plenary' }
      await script({ do: 'changeStep', stepId: steps[0].id, step })
      // nor does she begin another; the one that she began stays hers
      const begun = await stage.keep(boardId, ada.cookie, { ...id(), curtainId, text: 'Après coup' })
      expect([begun.statusCode, codeOf(begun)]).toEqual([409, 'step_closed'])
      const changed = { ...note, text: 'Toujours d’Ada', revision: 1 }
      expect((await stage.keep(boardId, ada.cookie, changed)).json()).toMatchObject({ state: 'hidden' })
      const coachs = { ...id(), curtainId, text: 'Coach' }
      expect((await stage.keep(boardId, stage.coach.cookie, coachs)).statusCode).toBe(200)
      const own = await stage.ask('POST', `${path}/private-notes/reveal`, ada.cookie, { curtainId })
      expect(codeOf(own)).toBe('step_closed')
      expect(await stage.notesIn(boardId)).toEqual([])
      // a step of private writing says it, too
      const inPrivate = (write: boolean) => ({ ...step, mode: 'private', may: { ...may, write } })
      await script({ do: 'changeStep', stepId: steps[0].id, step: inPrivate(false) })
      const more = { ...id(), curtainId, text: 'En silence' }
      expect(codeOf(await stage.keep(boardId, ada.cookie, more))).toBe('step_closed')
      const again = { ...changed, text: 'Encore d’Ada', revision: 2 }
      expect((await stage.keep(boardId, ada.cookie, again)).json()).toMatchObject({ state: 'hidden' })
      await script({ do: 'changeStep', stepId: steps[0].id, step: inPrivate(true) })
      expect((await stage.keep(boardId, ada.cookie, more)).statusCode).toBe(200)
    })

    test('P6 nothing comes late before another curtain', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      await stage.lift(boardId)
      await stage.draw(boardId, false)
      const note = { ...newNote(), curtainId, text: 'Trop tard', late: true }
      const late = await stage.keep(boardId, stage.coach.cookie, note)
      expect([late.statusCode, codeOf(late)]).toEqual([409, 'zone_curtained'])
      expect(await stage.notesIn(boardId)).toEqual([])
      await stage.lift(boardId)
      expect((await stage.keep(boardId, stage.coach.cookie, note)).statusCode).toBe(200)
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Trop tard'])
    })

    test('P6 a change that arrives twice while others type is there once', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      const note = newNote()
      await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Le planning' })
      await stage.lift(boardId)
      const base = { text: 'Le planning', cells: {} }
      const change = { ...note, curtainId, text: 'Le planning change', revision: 1, base }
      await stage.keep(boardId, ada.cookie, change)
      const [onBoard] = await stage.notesIn(boardId)
      await server.context.rooms.edit(boardId, (doc) =>
        setItemText({ doc, by: null, role: 'coach' }, onBoard?.record.id ?? '', 'Le planning change souvent'),
      )
      expect((await stage.keep(boardId, ada.cookie, change)).statusCode).toBe(200)
      expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Le planning change souvent'])
    })

    test('L3 no note grows without bound after the reveal', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      const note = { ...newNote(), curtainId, revision: 1, base: { text: '', cells: {} } }
      await stage.keep(boardId, ada.cookie, { ...note, text: 'Mot', revision: 0 })
      await stage.lift(boardId)
      const answers = []
      for (const letter of ['a', 'b', 'c'])
        answers.push(
          await stage.keep(boardId, ada.cookie, { ...note, text: letter.repeat(PRIVATE_TEXT_MAX) }),
        )
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400, 400])
      expect((await stage.notesIn(boardId))[0]?.text).toHaveLength(PRIVATE_TEXT_MAX + 'Mot'.length)
    })

    test('F2 reads them again only when people have written on for a minute', async () => {
      const boardId = await stage.board()
      const curtainId = await stage.draw(boardId, true)
      const review = () => runnerPost(boardId, 'review', { curtainId })
      expect((await review()).statusCode).toBe(200)
      // what is being read may be shown again: nothing is added meanwhile
      aheadMs += 120_000
      expect((await review()).statusCode).toBe(200)
      await runnerPost(boardId, 'resume', { curtainId })
      aheadMs += 30_000
      const early = await review()
      expect([early.statusCode, codeOf(early)]).toEqual([429, 'rate_limited'])
      expect(early.json().error.retryAfterSeconds).toBeGreaterThan(0)
      expect((await stage.curtainsOf(boardId))['macro']?.reading).toBe(false)
      aheadMs += 31_000
      expect((await review()).statusCode).toBe(200)
    })

    test('F2 whoever leads reads them once writing stands still, and takes one out', async () => {
      const boardId = await stage.board()
      const facilitator = await stage.participant('Fatou', 'facilitator')
      const curtainId = await stage.draw(boardId, true)
      const [kind, abusive, next] = [newNote(), newNote(), newNote()]
      await stage.keep(boardId, ada.cookie, { ...kind, curtainId, text: 'Une idée' })
      await stage.keep(boardId, ben.cookie, { ...abusive, curtainId, text: 'Une insulte' })
      const read = await runnerPost(boardId, 'review', { curtainId }, facilitator.cookie)
      expect(read.json().notes).toHaveLength(2)
      expect(Object.keys(read.json().notes[0]).sort()).toEqual(['cells', 'id', 'text'])
      expect((await stage.curtainsOf(boardId))['macro']).toMatchObject({ reading: true, hidden: 2 })
      const added = await stage.keep(boardId, ada.cookie, { ...next, curtainId, text: 'Encore' })
      expect([added.statusCode, codeOf(added)]).toEqual([409, 'curtain_reading'])
      const removed = { curtainId, noteId: abusive.id }
      expect((await runnerPost(boardId, 'remove', removed, facilitator.cookie)).statusCode).toBe(200)
      expect((await runnerPost(boardId, 'remove', removed, facilitator.cookie)).statusCode).toBe(404)
      expect(await stage.find(boardId, ben.cookie, [abusive])).toMatchObject([{ state: 'removed', text: '' }])
      await runnerPost(boardId, 'resume', { curtainId })
      expect((await stage.curtainsOf(boardId))['macro']?.reading).toBe(false)
      const again = await stage.keep(boardId, ben.cookie, {
        ...abusive,
        curtainId,
        text: 'Encore',
        revision: 1,
      })
      expect(codeOf(again)).toBe('private_note_removed')
      await stage.keep(boardId, ada.cookie, { ...next, curtainId, text: 'Encore' })
      expect((await stage.lift(boardId)).json()).toEqual({ notes: 2 })
      expect((await stage.notesIn(boardId)).map(({ text }) => text).sort()).toEqual(['Encore', 'Une idée'])
    })
  })

  test('L1 what is too long, too much, or does not fit a column is refused', async () => {
    const boardId = await stage.board('needs-macro-micro')
    const curtainId = await stage.draw(boardId, false, ['needs'])
    const keep = (more: object) => stage.keep(boardId, ada.cookie, { ...id(), curtainId, text: 'x', ...more })
    const fault = async (more: object) => {
      const answer = await keep(more)
      return [answer.statusCode, codeOf(answer)]
    }
    expect(await fault({ text: 'x'.repeat(PRIVATE_TEXT_MAX + 1) })).toEqual([400, 'request_invalid'])
    expect(await fault({ text: ' \n' })).toEqual([400, 'request_invalid'])
    expect(await fault({ id: 'short' })).toEqual([400, 'request_invalid'])
    expect(await fault({ cells: { nowhere: 'x' } })).toEqual([400, 'private_cell_unfit'])
    expect(await fault({ curtainId: 'a'.repeat(22) })).toEqual([404, 'not_found'])
    for (let count = 0; count < PRIVATE_NOTES_OF_ONE_MAX; count += 1)
      expect((await keep({})).statusCode).toBe(200)
    expect(await fault({})).toEqual([409, 'private_notes_too_many'])
    expect((await stage.keep(boardId, ben.cookie, { ...id(), curtainId, text: 'y' })).statusCode).toBe(200)
  })

  test('L1 an anonymous note that was taken back, or emptied, does not count against its writer', async () => {
    const boardId = await stage.board('needs-macro-micro')
    const curtainId = await stage.draw(boardId, true)
    const begin = async () => {
      const own = newNote()
      const kept = await stage.keep(boardId, ada.cookie, { ...own, curtainId, text: 'x' })
      return { own, status: kept.statusCode }
    }
    const first = await begin()
    for (let count = 1; count < PRIVATE_NOTES_OF_ONE_MAX; count += 1) await begin()
    expect((await begin()).status).toBe(409)
    expect((await stage.withdraw(boardId, ada.cookie, { ...first.own, curtainId })).statusCode).toBe(200)
    expect((await begin()).status).toBe(200)
    expect((await begin()).status).toBe(409)
    // asked again, it gives nothing back a second time
    await stage.withdraw(boardId, ada.cookie, { ...first.own, curtainId })
    expect((await begin()).status).toBe(409)
  })

  test('L2 a zone with a bound takes as many hidden notes as it has room for', async () => {
    const boardId = await stage.board('inter-peer-case')
    const curtainId = await stage.draw(boardId, false, ['plan'])
    const answers = []
    for (let count = 0; count < 4; count += 1)
      answers.push(await stage.keep(boardId, ada.cookie, { ...id(), curtainId, text: `Pas ${count}` }))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 409])
    expect(answers[3]?.json().error).toMatchObject({ code: 'private_zone_full', details: { max: 3 } })
    await stage.lift(boardId)
    expect(await stage.notesIn(boardId, 'plan')).toHaveLength(3)
  })

  test('L2 without names no refusal tells when somebody else wrote: a bounded zone takes what everybody writes', async () => {
    const boardId = await stage.board('inter-peer-case')
    const curtainId = await stage.draw(boardId, true, ['plan'])
    for (const [at, { cookie }] of [ada, ben, ada, ben].entries()) {
      const kept = await stage.keep(boardId, cookie, { ...newNote(), curtainId, text: `Pas ${at}` })
      expect(kept.statusCode, kept.body).toBe(200)
    }
    await stage.lift(boardId)
    expect(await stage.notesIn(boardId, 'plan')).toHaveLength(4)
  })

  test('L2 what comes after the reveal finds the room that is left then', async () => {
    const boardId = await stage.board('inter-peer-case')
    const curtainId = await stage.draw(boardId, true, ['plan'])
    await stage.keep(boardId, ada.cookie, { ...newNote(), curtainId, text: 'Un' })
    await stage.lift(boardId)
    const imported = await stage.ask('POST', `/api/boards/${boardId}/imports/rows`, stage.coach.cookie, {
      zoneId: 'plan',
      columns: ['text'],
      rows: [['Deux'], ['Trois']],
    })
    expect(imported.statusCode, imported.body).toBe(201)
    const late = await stage.keep(boardId, ben.cookie, {
      ...newNote(),
      curtainId,
      text: 'Quatre',
      late: true,
    })
    expect(late.json().error).toMatchObject({ code: 'private_zone_full', details: { max: 3 } })
    expect(await stage.notesIn(boardId, 'plan')).toHaveLength(3)
  })

  test('N1 an archived board keeps what is hidden, unchanged, until it is opened again', async () => {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, false)
    const note = { ...id(), curtainId }
    await stage.keep(boardId, ada.cookie, { ...note, text: 'Reste' })
    await updateBoard(server.context.db, boardId, { status: 'archived' })
    const refused = [
      await stage.keep(boardId, ada.cookie, { ...note, text: 'Change', revision: 1 }),
      await stage.withdraw(boardId, ada.cookie, note),
      await stage.lift(boardId),
    ]
    expect(refused.map(codeOf)).toEqual(['board_archived', 'board_archived', 'board_archived'])
    expect(await stage.mine(boardId, ada.cookie)).toMatchObject([{ text: 'Reste' }])
    await updateBoard(server.context.db, boardId, { status: 'open' })
    await stage.lift(boardId)
    expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Reste'])
  })

  test('N4 archiving a board forgets which key changes which note', async () => {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, true)
    const note = newNote()
    await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Reste' })
    await stage.lift(boardId)
    expect(await stage.find(boardId, ada.cookie, [note])).toHaveLength(1)
    await server.app.inject({
      method: 'PATCH',
      url: `/api/boards/${boardId}`,
      headers: { cookie: stage.coach.cookie },
      payload: { status: 'archived' },
    })
    expect(await stage.find(boardId, ada.cookie, [note])).toEqual([])
    expect(await stage.notesIn(boardId)).toHaveLength(1)
  })

  test('P7 notes whose zone a coach took away stay hidden until it is back', async () => {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, false)
    await stage.keep(boardId, ada.cookie, { ...id(), curtainId, text: 'Sans toit' })
    let zone: Parameters<ReturnType<typeof boardRoot>['set']>[1] | undefined
    let zoneKey = ''
    await server.context.rooms.edit(boardId, (doc) => {
      for (const [key, map] of boardRoot(doc).entries()) {
        if (key !== 'shape:zone-macro') continue
        zoneKey = key
        zone = map.clone()
      }
      boardRoot(doc).delete(zoneKey)
    })
    const lifted = await stage.lift(boardId)
    expect([lifted.statusCode, codeOf(lifted)]).toEqual([409, 'curtain_zone_gone'])
    expect(await stage.mine(boardId, ada.cookie)).toMatchObject([{ state: 'hidden', text: 'Sans toit' }])
    await server.context.rooms.edit(boardId, (doc) => zone && boardRoot(doc).set(zoneKey, zone))
    expect((await stage.lift(boardId)).json()).toEqual({ notes: 1 })
    expect((await stage.notesIn(boardId)).map(({ text }) => text)).toEqual(['Sans toit'])
  })

  test('no word, id or key of a note is in the log', async () => {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, true)
    const note = newNote()
    await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Zanzibar' })
    await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Zanzibar', revision: 'x' })
    await stage.lift(boardId)
    const [found] = await stage.find(boardId, ada.cookie, [note])
    const logged = server.logged()
    for (const secret of [note.id, note.key, 'Zanzibar', found.recordId]) expect(logged).not.toContain(secret)
  })

  function id() {
    return { id: newNote().id }
  }
})
