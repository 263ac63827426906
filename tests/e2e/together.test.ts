import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop, setUp } from '../running/api.ts'
import { expectAccessible, type PersonBrowser, SIZES, takeScreen, WITH_SCREENS } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { notesOn, openText, openZones, reachEditor, restingCamera, writeNote } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

/** What a curious participant finds in her console, beyond what the other tests use. */
interface WholeEditor {
  run(fn: () => void, options: { ignoreShapeLock: boolean }): void
  updateShape(shape: object): void
  createShape(shape: object): void
  getZoomLevel(): number
  getViewportScreenBounds(): { w: number }
  getHoveredShapeId(): string | null
  inputs: { shiftKey: boolean }
  getRichTextEditor(): { state: { selection: { from: number; to: number } } } | null
  store: {
    allRecords(): { id: string; typeName: string; type?: string; props?: Record<string, unknown> }[]
    remove(ids: string[]): void
    /** Without `runCallbacks` nothing of the client's rules runs. */
    atomic(fn: () => void, runCallbacks: boolean): void
  }
}

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let boardId = ''
let alix: PersonBrowser
let nadia: PersonBrowser
/** Nadia's own page: after a closed laptop it is another one. */
let page: Page

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  coach = await setUp(server)
  // For the picture at the end: only an empty instance takes it.
  if (WITH_SCREENS) await done(coach.send('POST', '/api/demo', {}))
  const workshop = await prepareWorkshop(server, coach)
  boardId = workshop.boardId
  const guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })
  alix = await stage.open(coach)
  nadia = await stage.open(guest)
  page = nadia.page
  await Promise.all([goToBoard(alix.page), goToBoard(page)])
})
afterAll(() => stage?.close())

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await takeScreen(alix.page, 'failed-together-alix')
  await takeScreen(page, 'failed-together-nadia')
})

/** Resolves when what was written so far is in the browser's own storage: its transactions end in their order. */
async function keptOnDevice(on: Page): Promise<void> {
  await on.evaluate(async (room) => {
    const stores = (await indexedDB.databases()).flatMap(({ name }) => (name?.includes(room) ? name : []))
    for (const name of stores)
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('updates').objectStore('updates').count()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            opening.result.close()
            resolve()
          }
        }
      })
    if (stores.length === 0) throw new Error('nothing is kept on this device')
  }, boardId)
}

describe.sequential('two people on one board', () => {
  test('a page opens its board over one connection', () => {
    for (const { requests } of [alix, nadia])
      expect(requests.filter((url) => url.includes(`/api/sync/${boardId}`))).toHaveLength(1)
  })

  test('both see the other’s cursor with the name, and it moves', async () => {
    await page.mouse.move(500, 300)
    await alix.page.mouse.move(700, 420)
    await page.locator('.tl-nametag', { hasText: 'Alix' }).waitFor()
    const seen = alix.page.locator('.tl-nametag', { hasText: 'Nadia' })
    const before = await seen.boundingBox()
    await page.mouse.move(600, 380)
    await expect.poll(async () => (await seen.boundingBox())?.x).toBeCloseTo((before?.x ?? 0) + 100, 0)
    await alix.page.getByRole('button', { name: 'Suivre Nadia' }).waitFor()
    await page.getByRole('button', { name: 'Suivre Alix' }).waitFor()
  })

  test('two people type in the same note at the same time: no letter is lost, undo takes back one’s own only', async () => {
    const zones = await openZones(page)
    await writeNote(page, zones, { zoneId: 'macro', text: ' • ' })
    const [note] = await notesOn(page)
    const id = note?.id ?? ''
    await expect.poll(() => textOf(alix.page, id)).toBe(' • ')
    await Promise.all([lookAt(page, id), lookAt(alix.page, id)])
    for (const each of [page, alix.page]) {
      await openText(each, await centreOf(each, id))
    }
    for (const each of [page, alix.page]) await each.locator('.board-caret').waitFor()
    await expect.poll(() => caretAfter(page, 'Control+Home')).toEqual([1, 1])
    await expect.poll(() => caretAfter(alix.page, 'Control+End')).toEqual([4, 4])
    const hers = 'abcdefghijklmnopqrstuvwxyz'
    const his = '01234567890123456789012345'
    await Promise.all([page.keyboard.type(hers, { delay: 15 }), alix.page.keyboard.type(his, { delay: 20 })])
    for (const each of [page, alix.page]) await expect.poll(() => textOf(each, id)).toBe(`${hers} • ${his}`)
    const shown = await Promise.all(
      [page, alix.page].map((each) => each.locator('.tl-note__container').innerText()),
    )
    expect(shown[0]?.trim()).toBe(shown[1]?.trim())
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+z')
        return textOf(page, id)
      })
      .toBe(` • ${his}`)
    await expect.poll(() => textOf(alix.page, id)).toBe(` • ${his}`)
    for (const each of [page, alix.page]) await leaveText(each)
  })

  test('Ctrl+Z on the board takes back one’s own note, not a colleague’s later one', async () => {
    const zones = await openZones(page)
    await writeNote(page, zones, { zoneId: 'clusters', text: 'De Nadia' })
    await writeNote(alix.page, zones, { zoneId: 'clusters', text: 'D’Alix' })
    await expect.poll(() => textsOn(page)).toContain('D’Alix')
    const others = (await textsOn(page)).filter((text) => text !== 'De Nadia')
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+z')
        return textsOn(page)
      })
      .toEqual(others)
    await expect.poll(() => textsOn(alix.page)).toEqual(others)
  })

  test('notes written offline survive a closed page and arrive once', async () => {
    await nadia.context.setOffline(true)
    await page.getByText('Hors ligne, vos modifications sont gardées sur cet appareil').first().waitFor()
    await takeScreen(page, 'hors-ligne-1280')
    const zones = await openZones(page)
    const texts = ['Hors ligne un', 'Hors ligne deux', 'Hors ligne trois']
    for (const text of texts) await writeNote(page, zones, { zoneId: 'macro', text })
    await keptOnDevice(page)
    await page.close()
    await nadia.context.setOffline(false)
    expect(await textsOn(alix.page)).not.toContain(texts[0])
    page = await nadia.context.newPage()
    await goToBoard(page)
    for (const each of [page, alix.page])
      await expect
        .poll(async () => (await textsOn(each)).filter((text) => text.startsWith('Hors')))
        .toEqual([...texts].sort())
    await page.locator('.board-saved[data-state="saved"]').getByText('Enregistré').first().waitFor()
  })

  test('a participant moves, unlocks and deletes no furniture, neither by mouse nor from the console', async () => {
    const furniture = () => Promise.all([page, alix.page].map(furnitureOn))
    const [before] = await furniture()
    const { x, y } = await pointInZone(page, 'needs')
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y + 40, { steps: 4 })
    await page.mouse.up()
    await page.keyboard.press('Delete')
    await page.keyboard.press('Shift+L')
    expect(await furnitureOn(page)).toEqual(before)

    const broken = await page.evaluate(() => {
      const editor = window.editor as unknown as WholeEditor
      const zones = editor.store.allRecords().filter(({ type }) => type === 'zone')
      const [moved, unlocked, deleted] = zones
      editor.run(
        () => {
          editor.store.atomic(() => {
            editor.updateShape({ id: moved?.id, type: 'zone', x: 5000, y: 5000 })
            editor.updateShape({ id: unlocked?.id, type: 'zone', isLocked: false, meta: {} })
            editor.store.remove([deleted?.id ?? ''])
          }, false)
        },
        { ignoreShapeLock: true },
      )
      return editor.store.allRecords().filter(({ type }) => type === 'zone').length === zones.length - 1
    })
    expect(broken).toBe(true)
    await page.getByText('Cette zone fait partie de la méthode').first().waitFor()
    await takeScreen(page, 'refus-1280')
    await expect.poll(furniture).toEqual([before, before])
  })

  test('an arrow drawn from note to note is tied to both, for everybody', async () => {
    const [from, to] = (await notesOn(page)).filter(({ text }) => text.startsWith('Hors'))
    await lookAt(page, from?.id ?? '')
    const start = await centreOf(page, from?.id ?? '')
    const end = await centreOf(page, to?.id ?? '')
    await page.keyboard.press('a')
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 8 })
    await page.mouse.up()
    const ties = (each: Page) =>
      each.evaluate(() => {
        const { store } = window.editor as unknown as WholeEditor
        return store
          .allRecords()
          .filter(({ typeName }) => typeName === 'binding')
          .map((binding) => String((binding as unknown as { toId: string }).toId))
          .sort()
      })
    for (const each of [page, alix.page])
      await expect.poll(() => ties(each)).toEqual([from?.id, to?.id].sort())
    await page.keyboard.press('Escape')
  })

  test('a note that is dragged into another zone knows it', async () => {
    const note = (await notesOn(page)).find(({ text }) => text === 'Hors ligne trois')
    const id = note?.id ?? ''
    expect(note?.zone).toBe('macro')
    await page.keyboard.press('Shift+1')
    const from = await centreOf(page, id)
    const to = await pointInZone(page, 'micro_out')
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 12 })
    await page.mouse.up()
    for (const each of [page, alix.page])
      await expect
        .poll(async () => (await notesOn(each)).find((other) => other.id === id)?.zone)
        .toBe('micro_out')
    await page.keyboard.press('Escape')
  })

  test('somebody who zoomed out and starts to write comes near, and stays there', async () => {
    const zoom = () => page.evaluate(() => (window.editor as unknown as WholeEditor).getZoomLevel())
    await page.keyboard.press('Shift+1')
    expect(await zoom()).toBeLessThan(0.5)
    const { x, y } = await pointInZone(page, 'shelf')
    // The editor holds a modifier key for a moment after it was let go, and leaves the note it dragged a few frames later.
    await page.mouse.move(x, y)
    await expect
      .poll(() =>
        page.evaluate(() => {
          const editor = window.editor as unknown as WholeEditor
          return editor.inputs.shiftKey || editor.getHoveredShapeId() !== null
        }),
      )
      .toBe(false)
    await openText(page, { x, y })
    await expect.poll(zoom).toBe(1)
    await page.keyboard.insertText('De près')
    await leaveText(page)
    expect(await zoom()).toBe(1)
    await expect.poll(() => textsOn(alix.page)).toContain('De près')
  })

  test('who may only read sees everything and writes nothing, even from the console', async () => {
    const guest = await joinAsGuest(server, coach, {
      name: 'Paul',
      role: 'partner',
      scopeKind: 'board',
      scopeId: boardId,
    })
    const paul = await stage.open(guest)
    await goToBoard(paul.page)
    const before = await textsOn(alix.page)
    await expect.poll(() => textsOn(paul.page)).toEqual(before)
    await takeScreen(paul.page, 'lecture-seule-1280')
    await paul.page.mouse.dblclick(640, 640)
    await paul.page.keyboard.press('n')
    await paul.page.keyboard.press('Control+a')
    await paul.page.keyboard.press('Delete')
    expect(await textsOn(paul.page)).toEqual(before)
    await paul.page.evaluate(() => {
      const { store } = window.editor as unknown as WholeEditor
      const notes = store.allRecords().filter(({ type }) => type === 'note')
      store.atomic(() => store.remove(notes.map(({ id }) => id)), false)
    })
    await paul.page.getByText('Ce tableau est maintenant en lecture seule').waitFor()
    await takeScreen(paul.page, 'ferme-1280')
    expect(await textsOn(alix.page)).toEqual(before)
    await paul.page.getByRole('button', { name: 'Télécharger mes modifications' }).click()
    await paul.page.getByRole('button', { name: 'Recharger la page' }).click()
    await reachEditor(paul.page)
    await expect.poll(() => textsOn(paul.page)).toEqual(before)
    expect(failures(paul)).toEqual([])
    await paul.context.close()
  })

  test('when the board is archived and reopened, those who have it open lose and regain their tools', async () => {
    const note = page.getByRole('radio', { name: /Note/ }).or(page.getByTestId('tools.note'))
    await note.first().waitFor()
    await done(coach.send('PATCH', `/api/boards/${boardId}`, { status: 'archived' }))
    await note.first().waitFor({ state: 'detached' })
    await done(coach.send('PATCH', `/api/boards/${boardId}`, { status: 'open' }))
    await note.first().waitFor()
    await reachEditor(page)
  })

  test('the board has no accessibility problem that a machine can find', async () => {
    await expectAccessible(page)
    await expectAccessible(alix.page)
  })

  test('a phone starts on something that can be read', async () => {
    const phone = await stage.open(null, 'phone')
    await phone.context.addCookies(await nadia.context.cookies())
    await goToBoard(phone.page)
    const zoom = await phone.page.evaluate(() => (window.editor as unknown as WholeEditor).getZoomLevel())
    expect(zoom).toBeGreaterThan(0.4)
    await takeScreen(phone.page, 'tableau-390')
    await expectAccessible(phone.page)
    await phone.context.close()
  })

  test('a window that is resized shows the board anew, until the person has moved the view', async () => {
    await goToBoard(alix.page)
    await takeScreen(alix.page, 'tableau-1280')
    const camera = () => restingCamera(alix.page)
    const opening = await camera()
    await alix.page.setViewportSize({ width: 1000, height: 700 })
    await expect.poll(camera).not.toEqual(opening)
    await alix.page.setViewportSize(SIZES.desktop)
    await expect.poll(camera).toEqual(opening)
    await alix.page.mouse.move(640, 400)
    await alix.page.mouse.wheel(0, 120)
    // what a wheel turns may come in several frames
    await expect.poll(camera).not.toEqual(opening)
    const moved = await camera()
    await alix.page.setViewportSize({ width: 1000, height: 700 })
    await expect
      .poll(() =>
        alix.page.evaluate(() => (window.editor as unknown as WholeEditor).getViewportScreenBounds().w),
      )
      .toBe(1000)
    expect(await camera()).toEqual(moved)
    await alix.page.setViewportSize(SIZES.desktop)
  })

  test('A11 a participant who selects everything and deletes it takes her own notes only', async () => {
    const mine = 'Ma propre note'
    const theirs = 'La note d’Alix'
    await goToBoard(page)
    await writeNote(page, await openZones(page), { zoneId: 'macro', text: mine })
    await goToBoard(alix.page)
    await writeNote(alix.page, await openZones(alix.page), { zoneId: 'micro_in', text: theirs })
    await expect.poll(() => textsOn(page)).toEqual(expect.arrayContaining([mine, theirs]))
    const kept = async () => {
      const texts = await textsOn(alix.page)
      return [mine, theirs].filter((text) => texts.includes(text))
    }
    expect(await kept()).toEqual([mine, theirs])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect.poll(kept).toEqual([theirs])
    expect(await textsOn(page)).toContain(theirs)
  })

  if (WITH_SCREENS)
    test('the picture of a filled board with two people at work', async () => {
      await takePicture()
    })

  test('after signing out no copy of a board stays on the device', async () => {
    const copies = () =>
      page.evaluate(
        async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('tablee:')).length,
      )
    await goToBoard(page)
    expect(await copies()).toBeGreaterThan(0)
    await page.goto(`${server.url}/compte`)
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(/connexion/)
    await expect.poll(copies).toBe(0)
  })

  test('nothing left the server’s own origin and no page failed', () => {
    for (const person of [alix, nadia]) expect(failures(person)).toEqual([])
  })
})

async function goToBoard(on: Page, id = boardId): Promise<void> {
  await on.goto(`${server.url}/tableaux/${id}`)
  await reachEditor(on)
  await on.locator('.board-saved[data-state="saved"]').waitFor()
}

/** A board of the demonstration cohort with two people's cursors on it. */
async function takePicture(): Promise<void> {
  const { programmes } = await done(coach.get('/api/programmes'))
  const cohorts: { id: string }[] = programmes.flatMap(
    ({ cohorts }: { cohorts: { id: string }[] }) => cohorts,
  )
  const lists = await Promise.all(cohorts.map(({ id }) => done(coach.get(`/api/cohorts/${id}/boards`))))
  const boards: { id: string; title: string }[] = lists.flatMap(({ boards }) => boards)
  const id = boards.find(({ title }) => title === 'Fiche cas – Logiciel de gestion')?.id ?? ''
  const colleagues: PersonBrowser[] = []
  for (const name of ['Samira', 'Joachim']) {
    const guest = await joinAsGuest(server, coach, {
      name,
      role: 'participant',
      scopeKind: 'board',
      scopeId: id,
    })
    const colleague = await stage.open(guest)
    await goToBoard(colleague.page, id)
    colleagues.push(colleague)
  }
  await goToBoard(alix.page, id)
  const places = [
    { x: 470, y: 330 },
    { x: 800, y: 520 },
  ]
  for (const [at, { page: theirs }] of colleagues.entries())
    await theirs.mouse.move(places[at]?.x ?? 0, places[at]?.y ?? 0)
  await alix.page.mouse.move(1240, 120)
  for (const name of ['Samira', 'Joachim'])
    await alix.page.locator('.tl-nametag', { hasText: name }).waitFor()
  await takeScreen(alix.page, 'board')
  for (const { context } of colleagues) await context.close()
}

/** Requests to elsewhere, refused ones, and errors that a person could not have caused by being offline. */
function failures({ requests, refusals, errors }: PersonBrowser): string[] {
  const outside = requests.filter(
    (url) => !/^(data|blob):/.test(url) && new URL(url).host !== new URL(server.url).host,
  )
  return [...outside, ...refusals, ...errors.filter((error) => !/ERR_INTERNET_DISCONNECTED/.test(error))]
}

async function textsOn(on: Page): Promise<string[]> {
  return (await notesOn(on)).map(({ text }) => text).sort()
}

async function textOf(on: Page, id: string): Promise<string | undefined> {
  return (await notesOn(on)).find((note) => note.id === id)?.text
}

function furnitureOn(on: Page) {
  return on.evaluate(() =>
    window.editor
      .getCurrentPageShapes()
      .filter(({ type }) => type === 'zone' || type === 'banner')
      .map(({ id, x, y, props, meta, ...rest }) => ({
        id,
        x,
        y,
        props,
        meta,
        isLocked: (rest as { isLocked?: boolean }).isLocked,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
}

/** Shows the surroundings of a note at full size. */
async function lookAt(on: Page, id: string): Promise<void> {
  await on.evaluate((id) => {
    const note = window.editor.getCurrentPageShapes().find((shape) => shape.id === id)
    if (note) window.editor.zoomToBounds({ x: note.x - 400, y: note.y - 220, w: 1000, h: 640 }, { inset: 0 })
  }, id)
}

/** Where a note's middle is in the window. */
function centreOf(on: Page, id: string): Promise<{ x: number; y: number }> {
  return inWindow(on, id, { x: 100, y: 100 })
}

/** A free place in the lower part of a zone, in the window. */
function pointInZone(on: Page, zoneId: string): Promise<{ x: number; y: number }> {
  return inWindow(on, zoneId, { x: 300, y: 330 })
}

/** A place of a note or a zone, counted from its corner in board px, in the window. */
async function inWindow(
  on: Page,
  id: string,
  offset: { x: number; y: number },
): Promise<{ x: number; y: number }> {
  const box = await on.locator('.tl-container').boundingBox()
  const at = await on.evaluate(
    ({ id, offset }) => {
      const shape = window.editor
        .getCurrentPageShapes()
        .find((shape) => shape.id === id || shape.props['zoneId'] === id)
      if (!shape) throw new Error(`nothing is called ${id}`)
      return window.editor.pageToViewport({ x: shape.x + offset.x, y: shape.y + offset.y })
    },
    { id, offset },
  )
  return { x: (box?.x ?? 0) + at.x, y: (box?.y ?? 0) + at.y }
}

/** Where the caret is once a key was pressed; who sees that it did not move presses it again. */
async function caretAfter(on: Page, key: string): Promise<[number, number] | null> {
  await on.keyboard.press(key)
  return caretOf(on)
}

/** Where the selection of the open text begins and ends. */
function caretOf(on: Page): Promise<[number, number] | null> {
  return on.evaluate(() => {
    const text = (window.editor as unknown as WholeEditor).getRichTextEditor()
    return text && [text.state.selection.from, text.state.selection.to]
  })
}

async function leaveText(on: Page): Promise<void> {
  await on.keyboard.press('Escape')
  await on.keyboard.press('Escape')
}
