import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop, setUp } from '../running/api.ts'
import { expectAccessible, type PersonBrowser, SIZES, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import {
  goToFreePlace,
  openText,
  openZones,
  reachEditor,
  restingCamera,
  writeNote,
  type Zones,
} from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let alix: PersonBrowser
let nadia: PersonBrowser
let workshop: Awaited<ReturnType<typeof prepareWorkshop>>

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  coach = await setUp(server)
  workshop = await prepareWorkshop(server, coach)
  const guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })
  alix = await stage.open(coach)
  nadia = await stage.open(guest)
})
afterAll(() => stage?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takeScreen(nadia.page, 'failed-typed-nadia')
})

describe.sequential('a board that means something', () => {
  test('a row is filled by keyboard alone, and another browser reads it on the note', async () => {
    const { page } = nadia
    const zones = await goToBoard(page, workshop.boardId)
    await goToBoard(alix.page, workshop.boardId)
    await openNote(page, zones, 'needs')
    await page.keyboard.type('voir le plan de la semaine')
    await page.keyboard.press('Tab')
    const who = page.getByRole('combobox', { name: /^Qui/ })
    await expect.poll(() => who.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('PERSONNEL DE T')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ne plus attendre le vendredi')
    await takeScreen(page, 'cellules-1280')
    await expectAccessible(page, { exclude: ['.tl-container'] })
    await page.keyboard.press('Escape')
    const cells = alix.page.locator('.board-cells').first()
    await expect.poll(() => cells.innerText()).toContain('Personnel de terrain')
    await expect.poll(() => cells.innerText()).toContain('ne plus attendre le vendredi')
  })

  test('words typed while the text of a note is still being opened stay in it, also when the next note is begun at once', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    const letGo = await holdTimers(page)
    const begin = async () => {
      const zone = zones.get('macro')
      if (!zone) throw new Error('the board has no zone macro')
      const at = await goToFreePlace(page, zone)
      await page.mouse.dblclick(at.x, at.y)
      await page.waitForFunction(
        () => document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable,
      )
    }
    await begin()
    await page.keyboard.type('dit ')
    await page.keyboard.insertText('très vite')
    expect(await page.evaluate(() => window.editor.getRichTextEditor())).toBe(null)
    await begin()
    await page.keyboard.type('et la suite')
    await page.keyboard.press('Home')
    await page.keyboard.type('voilà ')
    await letGo()
    for (const each of [page, alix.page])
      await expect.poll(() => textsIn(each, 'macro')).toEqual(['dit très vite', 'voilà et la suite'])
    await page.keyboard.press('Escape')
  })

  test('a word that the list does not have is kept as it was typed, also when the field is left by a click', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    await openNote(page, zones, 'needs')
    await page.keyboard.type('être prévenue')
    await page.keyboard.press('Tab')
    await page.keyboard.type('la cheffe de nuit')
    await page.mouse.click(640, 700)
    await expect
      .poll(() => alix.page.locator('.board-cells [data-state="free"]').allInnerTexts())
      .toEqual([expect.stringContaining('la cheffe de nuit')])
  })

  test('a word that may be one of the list is asked about at the cell, and taken over only by who says yes', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    await openNote(page, zones, 'needs')
    await page.keyboard.type('savoir qui remplace')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Chef d’équipe')
    await page.keyboard.press('Tab')
    const asked = page.getByRole('button', { name: /^Vouliez-vous dire/ })
    await expect.poll(() => asked.count()).toBe(2)
    await expect
      .poll(() => alix.page.locator('.board-cells [data-state="free"]').allInnerTexts())
      .toContainEqual(expect.stringContaining('Chef d’équipe'))
    // the same question in the table, by keyboard
    const { page: table, context } = await stage.open(coach)
    await table.goto(`${server.url}/tableaux/${workshop.boardId}/tableau?zone=needs`)
    const cell = table
      .locator('tr[data-item]', { hasText: 'savoir qui remplace' })
      .locator('[data-column="who"]')
    await cell.focus()
    await table.keyboard.press('Enter')
    await table.keyboard.press('Tab')
    await table.keyboard.press('Enter')
    await expect.poll(() => cell.locator('.light-grid__text').innerText()).toBe('Personnel de terrain')
    await context.close()
    await expect
      .poll(() => page.getByRole('combobox', { name: /^Qui/ }).inputValue())
      .toBe('Personnel de terrain')
    expect(await asked.count()).toBe(0)
  })

  test('a vote is opened on its zone, given by keyboard and by finger, and everybody sees what it came to', async () => {
    const { page } = nadia
    await page.keyboard.press('Escape')
    await lookAtZone(alix.page, await openZones(alix.page), 'needs')
    await alix.page.locator('.board-zone__ballot[data-word="openVote"]').first().click()
    await alix.page.getByLabel('Points par personne').fill('3')
    const desk = alix.page.locator('.board-panel--ballot')
    await desk.getByRole('button', { name: 'Ouvrir le vote' }).click()
    await page.getByRole('button', { name: 'Voter' }).first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.board-panel--ballot output').first().waitFor()
    // the way out, one fewer, one more
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Il vous reste 2 points sur 3.').waitFor()
    await takeScreen(page, 'vote-1280')
    await expectAccessible(page, { exclude: ['.tl-container'] })
    const phone = await stage.open(coach, 'phone')
    await lookAtZone(phone.page, await goToBoard(phone.page, workshop.boardId), 'needs')
    await phone.page.locator('.board-zone__ballot[data-word="vote"]').tap()
    await phone.page
      .getByRole('button', { name: /^Donner un point/ })
      .first()
      .tap()
    await phone.page.getByText('Il vous reste 2 points sur 3.').waitFor()
    await takeScreen(phone.page, 'vote-390')
    await phone.context.close()
    await desk.getByRole('button', { name: 'Clore le vote' }).click()
    await desk.getByRole('button', { name: 'Clore', exact: true }).click()
    await page.locator('.board-result').getByText('2 réponses').waitFor()
    await expect.poll(() => page.locator('.board-result td').allInnerTexts()).toEqual(['2'])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.board-panel--ballot').count()).toBe(0)
  })

  test('a text zone has one text, which two people write together letter by letter', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    for (const each of [page, alix.page]) {
      await lookAtZone(each, zones, 'why')
      const zone = zones.get('why')
      const at = await onScreen(each, { x: (zone?.x ?? 0) + 300, y: (zone?.y ?? 0) + 300 })
      await openText(each, at)
    }
    await page.keyboard.type('Mieux servir. ')
    await expect.poll(() => sheetText(alix.page)).toContain('Mieux servir.')
    await alix.page.keyboard.press('Control+End')
    await alix.page.keyboard.type('Moins attendre.')
    await expect.poll(() => sheetText(page)).toContain('Mieux servir. Moins attendre.')
    await takeScreen(page, 'texte-1280')
    for (const each of [page, alix.page]) await each.keyboard.press('Escape')
    for (const each of [page, alix.page])
      await expect.poll(() => sheetText(each)).toContain('Mieux servir. Moins attendre.')
    expect(await textsIn(page, 'why')).toEqual([])
  })

  test('notes that are selected together become a group with a name, and the group can be taken apart', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    await writeNote(page, zones, { zoneId: 'clusters', text: 'Un' })
    await writeNote(page, zones, { zoneId: 'clusters', text: 'Deux' })
    await selectAllIn(page, zones, 'clusters')
    await page.getByLabel('Nom du groupe').fill('Gagner du temps')
    await page.getByRole('button', { name: 'Regrouper 2 notes' }).click()
    await expect.poll(() => frameNames(alix.page)).toEqual(['Gagner du temps'])
    await takeScreen(page, 'groupe-1280')
    await page.getByRole('button', { name: 'Défaire le groupe' }).click()
    await expect.poll(() => frameNames(alix.page)).toEqual([])
    expect(await textsIn(page, 'clusters')).toEqual(['Deux', 'Un'])
  })

  test('a pasted list becomes a note for each line after a look at it, and too long a one is refused with the reason', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    await lookAtZone(page, zones, 'shelf')
    await paste(page, 'Idée\tÀ reprendre si…\nUn portail\tbudget\nUne borne\t\n')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Une note par ligne (2) ?').waitFor()
    await takeScreen(page, 'coller-1280')
    await dialog.getByRole('button', { name: 'Créer 2 notes' }).click()
    await expect.poll(() => textsIn(alix.page, 'shelf')).toEqual(['Un portail', 'Une borne'])
    await expect.poll(() => alix.page.locator('.board-cells', { hasText: 'budget' }).count()).toBe(1)
  })

  test('Ctrl+F finds a note whatever its accents, goes there, and Escape comes back', async () => {
    const { page } = nadia
    const before = await restingCamera(page)
    await page.keyboard.press('Control+f')
    await page.getByRole('combobox', { name: 'Rechercher' }).fill('etre PREVENUE')
    await page.getByText('1 note trouvée').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await restingCamera(page)).z).toBe(1)
    await takeScreen(page, 'recherche-1280')
    await page.keyboard.press('Escape')
    await expect.poll(() => restingCamera(page)).toEqual(before)
  })

  test('lanes carry the names of profiles, and a note is in the lane where it lies', async () => {
    const { page } = nadia
    const zones = await goToBoard(page, await newBoard('needs-profiles'))
    await writeNote(page, zones, { zoneId: 'profiles', text: 'Chef·fe d’équipe' })
    await expect.poll(() => page.locator('.board-mark', { hasText: 'Chef·fe d’équipe' }).count()).toBe(2)
    await takeScreen(page, 'couloirs-1280')
  })

  test('an arrow between two needs asks what it says, and its zone lists it', async () => {
    const { page } = nadia
    const zones = await openZones(page)
    await writeNote(page, zones, { zoneId: 'needs', text: 'Voir' })
    await writeNote(page, zones, { zoneId: 'needs', text: 'Savoir' })
    await lookAtZone(page, zones, 'needs')
    await page.keyboard.press('a')
    const [from, to] = [await centreOf(page, 'Voir'), await centreOf(page, 'Savoir')]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 8 })
    await page.mouse.up()
    await page.getByRole('radio', { name: 'Ce qui s’oppose' }).check()
    await takeScreen(page, 'lien-1280')
    await expect.poll(() => page.locator('.board-mark', { hasText: 'Voir → Savoir' }).count()).toBe(1)
  })

  test('a milestone that is dragged along the axis changes its date, and a date that is written moves it', async () => {
    const { page } = nadia
    const zones = await goToBoard(page, await newBoard('needs-frise'))
    await writeNote(page, zones, { zoneId: 'milestones', text: 'Lancement' })
    await lookAtZone(page, zones, 'milestones')
    const cell = page.locator('.board-cells dd').first()
    const first = await cell.innerText()
    const at = await centreOf(page, 'Lancement')
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await page.mouse.move(at.x + 400, at.y, { steps: 8 })
    await page.mouse.up()
    await expect.poll(() => cell.innerText()).not.toBe(first)
    const dragged = (await noteCalled(page, 'Lancement')).x
    // a month that no drag along half of the axis comes to
    const year = new Date().getFullYear() + 1
    // a click takes the whole date, so that another is written in its place
    await page.getByLabel(/^Quand/).click()
    await page.keyboard.type(`mars ${year}`)
    await page.keyboard.press('Enter')
    await expect.poll(() => cell.innerText()).toBe(`mars ${year}`)
    await expect.poll(async () => (await noteCalled(page, 'Lancement')).x).toBeGreaterThan(dragged)
    await takeScreen(page, 'jalons-1280')
  })

  test('on a phone the cells are a sheet at the bottom of the screen', async () => {
    const { page } = nadia
    // before it opens: a canvas learns of another size of its window when there is time, and shows its zones by the old one
    await page.setViewportSize(SIZES.phone)
    const zones = await goToBoard(page, workshop.boardId)
    await lookAtZone(page, zones, 'needs')
    const at = await centreOf(page, 'être prévenue')
    await page.mouse.click(at.x, at.y)
    const toggle = page.getByRole('button', { name: /compléter la note/ })
    await takeScreen(page, 'fiche-fermee-390')
    await toggle.click()
    await page.getByRole('combobox', { name: /^Qui/ }).waitFor()
    await takeScreen(page, 'fiche-390')
    const widthPx = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
    expect(widthPx).toBeLessThanOrEqual(SIZES.phone.width)
    await expectAccessible(page, { exclude: ['.tl-container'] })
  })

  test('nobody’s page complained', () => {
    expect([...nadia.errors, ...alix.errors]).toEqual([])
  })
})

async function newBoard(templateId: string): Promise<string> {
  const { cohortId, organisationId } = workshop
  const { id } = await done(coach.send('POST', '/api/boards', { cohortId, organisationId, templateId }))
  return id
}

async function goToBoard(on: Page, id: string): Promise<Zones> {
  await on.goto(`${server.url}/tableaux/${id}`)
  await reachEditor(on)
  await on.locator('.board-saved[data-state="saved"]').waitFor()
  return openZones(on)
}

/** Goes to the free lower right part of a zone and double-clicks there; the cursor is then in a new note. */
async function openNote(page: Page, zones: Zones, zoneId: string): Promise<void> {
  const zone = zones.get(zoneId)
  if (!zone) throw new Error(zoneId)
  const taken = await page.evaluate(
    (at) =>
      window.editor.getCurrentPageShapes().filter(({ type, meta }) => type === 'note' && meta['zone'] === at)
        .length,
    zoneId,
  )
  const place = { x: zone.x + 400 + taken * 260, y: zone.y + 400 }
  await page.evaluate(({ x, y }) => {
    window.editor.zoomToBounds({ x: x - 500, y: y - 320, w: 1000, h: 640 }, { inset: 0 })
  }, place)
  await openText(page, await onScreen(page, place))
}

/** Makes the page as slow as a machine that has no time: what waits for the next free moment waits. @returns lets it go */
async function holdTimers(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const later = window.setTimeout
    const waiting: (() => void)[] = []
    const hold = (act: () => void, ms?: number) => (ms ? later(act, ms) : waiting.push(act))
    Object.assign(window, {
      setTimeout: hold,
      letGo() {
        Object.assign(window, { setTimeout: later })
        for (const act of waiting) act()
      },
    })
  })
  return () =>
    page.evaluate(() => {
      ;(window as unknown as { letGo(): void }).letGo() // as was put there above
    })
}

async function onScreen(page: Page, point: { x: number; y: number }): Promise<{ x: number; y: number }> {
  const box = await page.locator('.tl-container').boundingBox()
  const at = await page.evaluate((place) => window.editor.pageToViewport(place), point)
  return { x: (box?.x ?? 0) + at.x, y: (box?.y ?? 0) + at.y }
}

async function lookAtZone(page: Page, zones: Zones, zoneId: string): Promise<void> {
  const zone = zones.get(zoneId)
  if (!zone) throw new Error(zoneId)
  await page.evaluate((box) => {
    window.editor.zoomToBounds(box, { inset: 20 })
  }, zone)
  const middle = { x: zone.x + zone.w / 2, y: zone.y + zone.h / 2 }
  const at = await onScreen(page, middle)
  await page.mouse.move(at.x, at.y)
  // The editor takes up where the pointer is with its next frame.
  await page.waitForFunction(({ x, y, w, h }) => {
    const { inputs } = window.editor as unknown as { inputs: { currentPagePoint: { x: number; y: number } } }
    const { x: left, y: top } = inputs.currentPagePoint
    return left > x && left < x + w && top > y && top < y + h
  }, zone)
}

async function noteCalled(page: Page, text: string): Promise<{ x: number; y: number }> {
  return page.evaluate((wanted) => {
    const note = window.editor
      .getCurrentPageShapes()
      .find((shape) => shape.type === 'note' && window.editor.getShapeUtil(shape).getText(shape) === wanted)
    if (!note) throw new Error(wanted)
    return { x: note.x, y: note.y }
  }, text)
}

async function centreOf(page: Page, text: string): Promise<{ x: number; y: number }> {
  const { x, y } = await noteCalled(page, text)
  return onScreen(page, { x: x + 100, y: y + 60 })
}

/** Selects by drawing a box over the zone's notes, as a person does. */
async function selectAllIn(page: Page, zones: Zones, zoneId: string): Promise<void> {
  await lookAtZone(page, zones, zoneId)
  const zone = zones.get(zoneId)
  if (!zone) throw new Error(zoneId)
  const from = await onScreen(page, { x: zone.x + 8, y: zone.y + 8 })
  const to = await onScreen(page, { x: zone.x + zone.w - 8, y: zone.y + zone.h - 8 })
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
}

function textsIn(page: Page, zoneId: string): Promise<string[]> {
  return page.evaluate(
    (at) =>
      window.editor
        .getCurrentPageShapes()
        .filter(({ type, meta }) => type === 'note' && meta['zone'] === at)
        .map((shape) => window.editor.getShapeUtil(shape).getText(shape) ?? '')
        .sort(),
    zoneId,
  )
}

/** What a person reads on the sheets, also while she writes on one. */
async function sheetText(page: Page): Promise<string> {
  const texts = await page.locator('.tl-shape[data-shape-type="sheet"]').allInnerTexts()
  return texts.join(' ')
}

function frameNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.editor
      .getCurrentPageShapes()
      .filter(({ type }) => type === 'frame')
      .map(({ props }) => String(props['name'])),
  )
}

/** Pastes as a browser does: without a clipboard of the system, which a headless one has not. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}
