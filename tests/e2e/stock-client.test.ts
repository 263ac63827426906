import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { boardRoot, decodeRecord } from '@tablee/board'
import { noteRecords } from '@tablee/templates'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard } from '../running/board-peer.ts'
import type { RunningServer } from '../running/start-server.ts'
import { openStage, type Stage } from './stage.ts'
import type { HandedNote } from './stock-page.ts'

const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url))
const SCRIPT = fileURLToPath(new URL('stock-page.ts', import.meta.url))

let stage: Stage
let server: RunningServer
let workshop: FirstWorkshop
let bundle = ''

beforeAll(async () => {
  bundle = await bundleScript()
})
beforeEach(async () => {
  stage = await openStage()
  server = stage.server
  workshop = await prepareWorkshop(server)
})
afterEach(() => stage?.close())

/** The page's script as one file, for a browser. */
async function bundleScript(): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'tablee-stock-'))
  const config = join(out, 'vite.config.mjs')
  const build = { lib: { entry: SCRIPT, formats: ['iife'], name: 'page', fileName: 'page' }, outDir: out }
  await writeFile(config, `export default ${JSON.stringify({ configFile: false, publicDir: false, build })}`)
  await promisify(execFile)(process.execPath, [VITE, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: out,
  })
  const script = await readFile(join(out, 'page.iife.js'), 'utf8')
  await rm(out, { recursive: true })
  return script
}

/** A page of the product's own address in which somebody runs another client, under the product's own policy. */
async function openStockPage(person: ApiPerson): Promise<Page> {
  const { page } = await stage.open(person)
  await page.goto(`${server.url}/compte`)
  await page.evaluate(bundle)
  await page.evaluate((room) => window.openStockPage(room), workshop.boardId)
  await page.waitForFunction(() => window.stock.synced)
  return page
}

/** A note of this person's, in the form that the board's document has. */
async function noteOf(person: ApiPerson, colleague: BoardPeer, text: string): Promise<HandedNote> {
  const { actorId } = await done(person.get(`/api/boards/${workshop.boardId}`))
  const furniture = [...boardRoot(colleague.doc).values()].flatMap((map) => decodeRecord(map) ?? [])
  const zoneId = String(furniture.find(({ type }) => type === 'zone')?.props?.['zoneId'])
  const [note] = noteRecords(furniture, [{ zoneId, text }], { by: actorId })
  const { richText: _, ...props } = note?.props ?? {}
  const id = `shape:${text.replaceAll(' ', '-')}`
  return { id, record: { ...note, id, props }, text }
}

test('unmodified y-websocket in two browsers and our client in Node share a board, cursors and offline work included', async () => {
  const guest = { role: 'participant', scopeKind: 'organisation', scopeId: workshop.organisationId }
  const bilal = await joinAsGuest(server, workshop.coach, { name: 'Bilal', ...guest })
  const nadia = await joinAsGuest(server, workshop.coach, { name: 'Nadia', ...guest })
  const coach = await openBoard(server, workshop.coach, workshop.boardId)
  const pages = await Promise.all([openStockPage(bilal), openStockPage(nadia)])
  const [first, second] = pages

  const notes = [await noteOf(bilal, coach, 'de Bilal'), await noteOf(nadia, coach, 'de Nadia')] as const
  await first.evaluate((note) => window.stock.write(note), notes[0])
  await second.evaluate((note) => window.stock.write(note), notes[1])
  const written = coach.write('de la coach')
  for (const page of pages)
    await expect
      .poll(() => page.evaluate(() => Object.keys(window.stock.texts())))
      .toEqual(expect.arrayContaining([notes[0].id, notes[1].id, written]))

  await first.evaluate(() => window.stock.point(11))
  await second.evaluate(() => window.stock.point(22))
  coach.room.awareness.setLocalStateField('cursor', { x: 33, y: 0 })
  await expect
    .poll(() => first.evaluate(() => window.stock.pointers()))
    .toMatchObject({ Nadia: 22, Alix: 33 })
  await expect
    .poll(() => second.evaluate(() => window.stock.pointers()))
    .toMatchObject({ Bilal: 11, Alix: 33 })

  await first.evaluate(() => window.stock.goOffline())
  await first.evaluate((id) => window.stock.type(id, ', hors ligne'), notes[0].id)
  await second.evaluate((id) => window.stock.type(id, ', en ligne'), notes[1].id)
  await expect
    .poll(() => second.evaluate((id) => window.stock.texts()[id], notes[1].id))
    .toBe('de Nadia, en ligne')
  expect(await second.evaluate((id) => window.stock.texts()[id], notes[0].id)).toBe('de Bilal')
  await first.evaluate(() => window.stock.comeBack())
  for (const page of pages)
    await expect
      .poll(() => page.evaluate(() => window.stock.texts()))
      .toMatchObject({ [notes[0].id]: 'de Bilal, hors ligne', [notes[1].id]: 'de Nadia, en ligne' })
  await expect
    .poll(() => JSON.stringify(coach.record(notes[0].id)?.props?.['richText']))
    .toContain('de Bilal, hors ligne')
  expect(coach.refused()).toEqual([])
  coach.leave()
})
