import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop, setUp } from '../running/api.ts'
import { findViolations, findViolationsResized } from '../running/axe.ts'
import { expectAccessible, look, type PersonBrowser, SIZES, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { dragNote } from './mouse-on-canvas.ts'
import { notesOn, openZones, reachEditor, writeNote } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

/**
 * The most script that the page may load by itself, compressed, in bytes: promised are 170 kB, and who adds a part learns
 * of it before they are spent.
 */
const SCRIPT_MAX_BYTES = 160_000
/** A slow line: 400 kbit/s, and the way to the server and back, in ms. */
const SLOW_LINE = { bytesPerSecond: 50_000, latencyMs: 100 }

let stage: Stage
let server: RunningServer
let coach: ApiPerson
let guest: ApiPerson
let matrixId = ''
let needsId = ''
let alix: PersonBrowser
let nadia: PersonBrowser

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  coach = await setUp(server)
  const workshop = await prepareWorkshop(server, coach)
  const { cohortId, organisationId } = workshop
  needsId = workshop.boardId
  const matrix = await done(
    coach.send('POST', '/api/boards', { cohortId, organisationId, templateId: 'stake-influence-adhesion' }),
  )
  matrixId = matrix.id
  guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
  alix = await stage.open(coach)
  nadia = await stage.open(guest)
})
afterAll(() => stage?.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await takeScreen(alix.page, 'failed-light-alix')
  await takeScreen(nadia.page, 'failed-light-nadia')
})

describe.sequential('a board without its canvas', () => {
  test('the first load is small, loads nothing of the canvas, and can be written in on a slow line (how soon: npm run bench:web)', async () => {
    const phone = await stage.open(guest, 'phone')
    const session = await phone.context.newCDPSession(phone.page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: SLOW_LINE.latencyMs,
      downloadThroughput: SLOW_LINE.bytesPerSecond,
      uploadThroughput: SLOW_LINE.bytesPerSecond,
    })
    const began = performance.now()
    await phone.page.goto(`${server.url}/tableaux/${needsId}/plan`, { waitUntil: 'commit' })
    await newNote(phone.page, 'macro').waitFor()
    const usableMs = Math.round(performance.now() - began)
    // what comes later by itself counts as well, the last of it when nothing else is to do
    await phone.page.locator('[data-comments]').waitFor()
    await expect.poll(() => phone.requests.some((url) => url.includes('/ClosedNotice-'))).toBe(true)
    await phone.context.close()
    const scripts = [
      ...new Set(phone.requests.filter((url) => url.includes('/assets/') && url.endsWith('.js'))),
    ]
    let bytes = 0
    for (const url of scripts) {
      const script = await (await fetch(url)).text()
      bytes += gzipSync(script, { level: 9 }).length
      expect(script, url).not.toMatch(/tl-container|tlschema|mantine|ZodError/)
    }
    process.stderr.write(
      `light page: ${scripts.length} scripts, ${bytes} bytes compressed, usable after ${usableMs} ms at 400 kbit/s` +
        '\n',
    )
    expect(scripts.length).toBeGreaterThan(3)
    expect(bytes).toBeLessThan(SCRIPT_MAX_BYTES)
  })

  test('a whole step by keyboard only, and the canvas shows it', async () => {
    const { page } = nadia
    await openPlan(page, needsId)
    await newNote(page, 'macro').focus()
    await page.keyboard.type('Mieux accueillir', { delay: 5 })
    await page.keyboard.press('Enter')
    await page.keyboard.type('les nouveaux')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('Moins de papier')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('Un seul agenda')
    await page.keyboard.press('Control+Enter')
    const notes = page.locator('[data-zone="macro"] [data-item] textarea')
    await expect.poll(() => notes.count()).toBe(3)
    expect(await notes.first().inputValue()).toBe('Mieux accueillir\nles nouveaux')
    // down a place, then to another zone
    await notes.first().focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => notes.nth(1).inputValue()).toBe('Mieux accueillir\nles nouveaux')
    await notes.nth(1).focus()
    await page.keyboard.press('Tab')
    const move = page.getByRole('combobox', { name: 'Déplacer vers…' })
    expect(await move.evaluate((element) => element === document.activeElement)).toBe(true)
    // letters that come a second apart, on a busy machine, are two words for a list
    const choose = async () => {
      await page.keyboard.type('Familles')
      return move.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text)
    }
    await expect.poll(choose, { interval: 1_500 }).toContain('Familles')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('[data-zone="clusters"] [data-item]').waitFor()
    await expect.poll(() => page.locator('[data-announcer]').textContent()).toContain('Note déplacée dans')
    await page.locator('.board-saved[data-state="saved"]').waitFor()
    await alix.page.goto(`${server.url}/tableaux/${needsId}`)
    await reachEditor(alix.page)
    await expect
      .poll(async () => (await notesOn(alix.page)).map(({ zone, text }) => `${zone}: ${text}`).sort())
      .toEqual([
        'clusters: Mieux accueillir\nles nouveaux',
        'macro: Moins de papier',
        'macro: Un seul agenda',
      ])
  })

  test('two people type in one note, one on the plan and one on the canvas: both keep their words', async () => {
    const { page } = nadia
    const field = page.locator('[data-zone="macro"] [data-item] textarea').first()
    const before = await field.inputValue()
    const id = (await page.locator('[data-zone="macro"] [data-item]').first().getAttribute('data-item')) ?? ''
    const second = await stage.open(coach)
    await openPlan(second.page, needsId)
    const theirs = second.page.locator(`[data-item="${id}"] textarea`)
    await field.focus()
    await page.keyboard.press('Control+Home')
    await theirs.focus()
    await second.page.keyboard.press('Control+End')
    await second.page.getByText('Nadia écrit ici').waitFor()
    await Promise.all([
      page.keyboard.type('abcdefghijklmnop', { delay: 20 }),
      second.page.keyboard.type('0123456789012345', { delay: 17 }),
    ])
    await expect.poll(() => field.inputValue()).toBe(`abcdefghijklmnop${before}0123456789012345`)
    await expect.poll(() => theirs.inputValue()).toBe(`abcdefghijklmnop${before}0123456789012345`)
    await expect
      .poll(async () => (await notesOn(alix.page)).find((note) => note.id === id)?.text)
      .toBe(`abcdefghijklmnop${before}0123456789012345`)
    await page.keyboard.press('Control+z')
    await expect.poll(() => theirs.inputValue()).toBe(`${before}0123456789012345`)
    await second.context.close()
  })

  test('five notes are grouped without a mouse', async () => {
    const { page } = nadia
    await newNote(page, 'clusters').focus()
    for (const word of ['un', 'deux', 'trois', 'quatre', 'cinq']) {
      await page.keyboard.type(word)
      await page.keyboard.press('Control+Enter')
    }
    const zone = page.locator('[data-zone="clusters"]')
    await expect.poll(() => zone.locator('[data-item]').count()).toBe(6)
    await zone.getByRole('button', { name: 'Regrouper des notes' }).focus()
    await page.keyboard.press('Enter')
    for (const word of ['un', 'deux', 'trois', 'quatre', 'cinq']) {
      await zone.getByRole('checkbox', { name: `Choisir\u00a0: ${word}`, exact: true }).focus()
      await page.keyboard.press('Space')
    }
    await zone.getByLabel(/Nom du groupe/).focus()
    await page.keyboard.type('Accueil')
    await page.keyboard.press('Enter')
    const cluster = zone.locator('.light-cluster', { hasText: 'Accueil' })
    await expect.poll(() => cluster.locator('[data-item]').count()).toBe(5)
    await page.locator('.board-saved[data-state="saved"]').waitFor()
  })

  test('a list that is pasted becomes a note for each line, its columns the cells, and one undo takes it back', async () => {
    const { page } = nadia
    const field = newNote(page, 'shelf').first()
    const notes = page.locator('[data-zone="shelf"] [data-item]')
    const paste = async (text: string) => {
      await field.focus()
      await field.evaluate((element, words) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', words)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, text)
    }
    await paste('Un portail\tbudget\nUne borne\t\n')
    const dialog = page.getByRole('dialog', { name: 'Une note par ligne (2) ?' })
    await dialog.waitFor()
    await look(page, 'light-paste')
    await dialog.getByRole('button', { name: 'Créer 2 notes' }).press('Enter')
    await expect.poll(() => notes.count()).toBe(2)
    expect(await notes.locator('textarea').first().inputValue()).toBe('Un portail')
    await expect.poll(() => page.locator('[data-announcer]').textContent()).toContain('2 notes ajoutées')
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+z')
    await expect.poll(() => notes.count()).toBe(0)
    // two lines may be one note as well
    await paste('Rue du Quai\n4020 Liège')
    await page.getByRole('button', { name: 'Tout dans un seul texte' }).press('Enter')
    await expect.poll(() => field.inputValue()).toBe('Rue du Quai\n4020 Liège')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => notes.count()).toBe(1)
    await page.locator('.board-saved[data-state="saved"]').waitFor()
  })

  test('who loses the network before her first word keeps the page, and what she writes arrives', async () => {
    const { page, context } = await stage.open(guest, 'phone')
    await openPlan(page, needsId)
    await context.setOffline(true)
    await page.locator('.board-saved[data-state="offline"]').waitFor()
    await newNote(page, 'macro').focus()
    await page.keyboard.type('écrit sans réseau')
    await page.keyboard.press('Control+Enter')
    // what the page fetches for her first word is not there, and all else is
    const written = (on: Page) =>
      on
        .locator('[data-zone="macro"] [data-item] textarea')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))
    await expect.poll(() => written(page)).toContain('écrit sans réseau')
    await takeScreen(page, 'plan-hors-ligne-390')
    await context.setOffline(false)
    await page.locator('.board-saved[data-state="saved"]').waitFor()
    await context.close()
    await openPlan(alix.page, needsId)
    await expect.poll(() => written(alix.page)).toContain('écrit sans réseau')
  })

  test('a stakeholder dragged on the canvas changes its cell, and the cell moves the note', async () => {
    await alix.page.goto(`${server.url}/tableaux/${matrixId}`)
    const zones = await openZones(alix.page)
    await writeNote(alix.page, zones, { zoneId: 'q_watch', text: 'Équipe de nuit' })
    await nadia.page.goto(`${server.url}/tableaux/${matrixId}/tableau`)
    const influence = cellOf(nadia.page, 'Équipe de nuit', '#axis-influence')
    await expect.poll(() => influence.textContent()).toBe('faible')
    const [note] = await notesOn(alix.page)
    const id = note?.id ?? ''
    const strong = zones.get('q_opponent')
    if (!strong) throw new Error('the method has that zone')
    await dragNote(alix.page, id, { x: strong.x + 160, y: strong.y + 300 })
    await expect.poll(() => influence.textContent()).toBe('forte')
    // the other way round, by the coach in a second window
    const second = await stage.open(coach)
    await second.page.goto(`${server.url}/tableaux/${matrixId}/tableau`)
    const support = cellOf(second.page, 'Équipe de nuit', '#axis-support')
    await support.focus()
    await second.page.keyboard.press('Enter')
    await second.page.getByRole('combobox', { name: 'Adhésion' }).last().selectOption({ label: 'forte' })
    await expect
      .poll(async () => (await notesOn(alix.page)).find((each) => each.id === id)?.zone)
      .toBe('q_ambassador')
    await second.context.close()
  })

  test('a viewer reads, and a participant sees why something is not hers to move', async () => {
    const { page } = nadia
    const place = cellOf(page, 'Équipe de nuit', '#axis-influence')
    expect(await place.getAttribute('aria-readonly')).toBe('true')
    await openPlan(page, matrixId)
    await page.locator('[data-item] textarea').first().focus()
    await page.getByText('Vous pouvez écrire dans cette note').waitFor()
    expect(await page.getByRole('button', { name: 'Supprimer' }).count()).toBe(0)
  })

  test('search finds a word without its accents and goes to the note', async () => {
    const { page } = nadia
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('equipe')
    await page.locator('[data-found]').waitFor()
    await page.keyboard.press('Control+Enter')
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value)).toBe(
      'Équipe de nuit',
    )
  })

  test('what is called accessible here is looked at: a fault is found, by its rule and its place', async () => {
    const { page, context } = await stage.open(null)
    await page.setContent(
      '<html lang="fr"><title>Essai</title><main><button></button><p style="color:#bbb">pâle</p></main></html>',
    )
    expect(await findViolations(page, {})).toEqual(['button-name: button', 'color-contrast: p'])
    expect(await findViolations(page, { exclude: ['button'], skip: ['color-contrast'] })).toEqual([])
    // in another size: what is shown there only, what loses its name there, and what is too small there
    await page.setContent(
      `<html lang="fr"><title>Essai</title><style>
        button, a { display: block; width: 40px; height: 40px }
        @media (width >= 600px) { input { display: none } }
        @media (width < 600px) { button span { display: none } a { width: 9px; height: 9px } }
      </style><main><div><input></div><p><button><span>Mot</span></button></p>
      <a href="/un" aria-label="Un"></a><a href="/deux" aria-label="Deux"></a></main></html>`,
    )
    expect(await findViolations(page, {})).toEqual([])
    await page.setViewportSize(SIZES.phone)
    const rules = (await findViolationsResized(page)).map((line) => line.split(':', 1)[0])
    expect(rules.toSorted()).toEqual(['button-name', 'label', 'target-size'])
    // what the page changed itself is looked at whole
    await page.evaluate(() => document.querySelector('a')?.removeAttribute('aria-label'))
    expect(await findViolationsResized(page)).toContain('link-name: a[href="/un"]')
    await context.close()
  })

  test('plan and tables are accessible and fit a phone, in French and in Dutch', async () => {
    await openPlan(nadia.page, needsId)
    await look(nadia.page, 'light-plan-needs')
    await nadia.page.locator('[data-item] textarea').first().focus()
    await expectAccessible(nadia.page)
    await takeScreen(nadia.page, 'light-plan-needs-active')
    await nadia.page.goto(`${server.url}/tableaux/${matrixId}/tableau`)
    await nadia.page.locator('[role="grid"]').waitFor()
    await look(nadia.page, 'light-table-matrix')
    const dutch = await stage.open(coach, 'phone', 'nl-BE')
    await dutch.page.goto(`${server.url}/tableaux/${needsId}/plan`)
    await newNote(dutch.page, 'macro').waitFor()
    await takeScreen(dutch.page, 'light-plan-dutch')
    await dutch.context.close()
    // Chromium's own word for the minute without a network.
    const errors = [...alix.errors, ...nadia.errors].filter(
      (line) => !line.includes('ERR_INTERNET_DISCONNECTED'),
    )
    expect(errors).toEqual([])
  })

  test('the views lead to one another, and an unknown visitor signs in and comes back', async () => {
    const { page } = nadia
    await openPlan(page, needsId)
    await page.getByRole('link', { name: 'Tableau', exact: true }).click()
    await page.locator('[role="grid"]').waitFor()
    await page.goBack()
    await newNote(page, 'macro').waitFor()
    await page.getByRole('link', { name: 'Tableau blanc' }).click()
    await reachEditor(page)
    await page.getByRole('link', { name: 'Plan', exact: true }).click()
    await newNote(page, 'macro').waitFor()
    const stranger = await stage.open(null)
    await stranger.page.goto(`${server.url}/tableaux/${needsId}/plan`)
    await stranger.page.getByLabel('Adresse e-mail').fill('alix@example.org')
    await stranger.page.getByRole('textbox', { name: 'Mot de passe' }).fill('une phrase de passe')
    await stranger.page.getByRole('button', { name: 'Se connecter' }).click()
    await newNote(stranger.page, 'macro').waitFor()
    await stranger.context.close()
  })
})

function newNote(page: Page, zoneId: string) {
  return page.locator(`[data-zone="${zoneId}"] [data-new-item] textarea`)
}

function cellOf(page: Page, row: string, columnId: string) {
  return page.locator('tr[data-item]', { hasText: row }).locator(`[data-column="${columnId}"]`)
}

async function openPlan(page: Page, boardId: string): Promise<void> {
  await page.goto(`${server.url}/tableaux/${boardId}/plan`)
  await page.locator('.board-saved[data-state="saved"]').waitFor()
  await page.locator('[data-new-item]').first().waitFor()
}
