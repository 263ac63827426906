import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createBoardSchema } from '@tablee/board'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, joinAsGuest, setUp } from '../running/api.ts'
import { expectAccessible, look, type PersonBrowser, takeScreen } from '../running/browser.ts'
import type { RunningServer } from '../running/start-server.ts'
import { reachEditor } from './on-canvas.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let api: ApiPerson
let server: RunningServer
let coach: PersonBrowser
let page: Page
let cohort: { id: string; name: string }
let board: { id: string; title: string }

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  api = await setUp(server)
  await done(api.send('POST', '/api/demo', {}))
  const { programmes } = await done(api.get('/api/programmes'))
  cohort = programmes[0].cohorts[0]
  const { boards } = await done(api.get(`/api/cohorts/${cohort.id}/boards`))
  board = boards[0]
  coach = await stage.open(api)
  page = coach.page
})
afterAll(() => stage?.close())

/** The file that an action makes the browser save. */
async function saved(action: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), action()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('several boards of a cohort are taken away in one zip, by keyboard alone', async () => {
  await page.goto(`${server.url}/cohortes/${cohort.id}`)
  await page.getByRole('button', { name: 'Exporter des tableaux…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Exporter des tableaux' })
  await dialog.getByRole('radio', { name: /^Tableur/ }).focus()
  await page.keyboard.press('Space')
  await look(page, 'export-boards')
  const { name, bytes } = await saved(() =>
    dialog.getByRole('button', { name: 'Télécharger' }).press('Enter'),
  )
  expect(name).toBe(`${cohort.name}.zip`)
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  await page.getByText(name).first().waitFor()
  await expect.poll(() => dialog.isVisible()).toBe(false)
})

test('the search finds a note by another form of its word, and opens its board there', async () => {
  await page.goto(`${server.url}/`)
  const field = page.getByRole('searchbox', { name: 'Rechercher dans mes tableaux' })
  await look(page, 'search-home')
  await field.fill('plannings')
  await field.press('Enter')
  const found = page.getByRole('listitem').filter({ hasText: /planning/i })
  await found.first().waitFor()
  await look(page, 'search-results')
  expect(await found.first().locator('mark').first().textContent()).toMatch(/planning/i)
  const target = await found.first().getByRole('link').getAttribute('href')
  expect(target).toMatch(/^\/tableaux\/[\w-]+#item=shape%3A/)
  await page.goto(`${server.url}/recherche?q=xyzzy`)
  await page.getByText('Rien trouvé pour').waitFor()
  await expectAccessible(page)
})

test('a board is taken away as a PDF from its menu, and a drawing is brought onto it', async () => {
  await page.goto(`${server.url}/tableaux/${board.id}`)
  await reachEditor(page)
  await page.getByRole('button', { name: 'Autres actions' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Exporter…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Exporter le tableau' })
  await dialog.getByRole('button', { name: 'Télécharger' }).waitFor()
  await takeScreen(page, 'export-board-1280')
  await expectAccessible(page, { exclude: ['.tl-container'] })
  const { name, bytes } = await saved(() =>
    dialog.getByRole('button', { name: 'Télécharger' }).press('Enter'),
  )
  expect(name).toMatch(/\.pdf$/)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')

  const file = join(server.dataDir, 'dessin.tldr')
  await writeFile(file, drawing('Note apportée'))
  await page.getByRole('button', { name: 'Autres actions' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Importer un dessin…' }).press('Enter')
  const bringing = page.getByRole('dialog', { name: 'Importer un dessin tldraw' })
  await takeScreen(page, 'import-drawing-1280')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    bringing.getByLabel('Fichier .tldr').click(),
  ])
  await chooser.setFiles(file)
  await bringing.getByRole('button', { name: 'Importer' }).press('Enter')
  await bringing.getByText('1 élément est arrivé à côté des zones.').waitFor()
  await page.waitForFunction(() =>
    window.editor
      .getCurrentPageShapes()
      .some((shape) => window.editor.getShapeUtil(shape).getText(shape) === 'Note apportée'),
  )
  expect(coach.errors).toEqual([])
})

test('A25 somebody takes her own data away, has herself erased, and follows it without an account', async () => {
  const { organisations } = await done(api.get(`/api/cohorts/${cohort.id}`))
  const as = { role: 'participant', scopeKind: 'organisation', scopeId: organisations[0].id }
  const guest = await joinAsGuest(server, api, { name: 'Nathalie Dubreucq', ...as })
  const nathalie = await stage.open(guest)
  page = nathalie.page
  await page.goto(`${server.url}/compte`)
  await page.getByRole('heading', { name: 'Mes données' }).waitFor()
  await look(page, 'own-data')
  const json = await saved(() => page.getByRole('button', { name: 'Télécharger en JSON' }).press('Enter'))
  expect(JSON.parse(json.bytes.toString())).toMatchObject({ person: { name: 'Nathalie Dubreucq' } })
  const text = await saved(() => page.getByRole('button', { name: 'Télécharger pour lire' }).press('Enter'))
  expect(text.bytes.toString()).toContain('Nathalie Dubreucq')
  await page.getByRole('button', { name: 'M’effacer' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Vous effacer de Tablée ?' })
  await dialog.getByRole('button', { name: 'M’effacer' }).waitFor()
  await look(page, 'own-data-erase')
  await dialog.getByRole('button', { name: 'M’effacer' }).press('Enter')
  await page.waitForURL(/\/effacement\/[\w-]+$/)
  // nobody is signed in: a page loaded anew says it too
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'C’est effacé' }).waitFor()
  await look(page, 'erasure-done')
  expect((await page.textContent('body')) ?? '').not.toContain('Dubreucq')
  await page.goto(`${server.url}/compte`)
  await page.waitForURL(/\/connexion/)
  expect(await nathalie.context.cookies()).toEqual([])
  expect(nathalie.errors).toEqual([])
})

function drawing(text: string): string {
  return JSON.stringify({
    tldrawFileFormatVersion: 1,
    schema: createBoardSchema().serialize(),
    records: [
      { id: 'page:page', typeName: 'page', name: 'Page', index: 'a1', meta: {} },
      {
        id: 'shape:a',
        typeName: 'shape',
        type: 'note',
        parentId: 'page:page',
        index: 'a1',
        x: 0,
        y: 0,
        rotation: 0,
        opacity: 1,
        isLocked: false,
        meta: {},
        props: {
          color: 'yellow',
          labelColor: 'black',
          size: 'm',
          font: 'draw',
          fontSizeAdjustment: 0,
          align: 'middle',
          verticalAlign: 'middle',
          growY: 0,
          url: '',
          scale: 1,
          richText: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
        },
      },
    ],
  })
}
