import { afterAll, beforeAll, expect, test } from 'vitest'
import { done, setUp } from '../running/api.ts'
import { look, type PersonBrowser } from '../running/browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let reader: PersonBrowser

beforeAll(async () => {
  stage = await openStage()
  const admin = await setUp(stage.server)
  await done(admin.send('POST', '/api/demo', {}))
  reader = await stage.open(null)
})
afterAll(() => stage?.close())

test('the library is read, narrowed, searched and compared without any script', async () => {
  const context = await reader.context.browser()?.newContext({ javaScriptEnabled: false, locale: 'fr-BE' })
  if (!context) throw new Error('the reader has a browser')
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${stage.server.url}/cas`)
  const panel = page.getByRole('navigation', { name: 'Affiner' })
  await panel.getByRole('link', { name: /^Fédération ou appui au secteur/ }).click()
  await page.getByText('3 cas', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Retirer : Fédération ou appui au secteur' }).click()
  await page.getByLabel('Chercher dans les cas').fill('l’equipe')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.locator('mark').first().waitFor()
  await page.getByRole('link', { name: 'Voir tous les cas' }).click()
  for (const name of ['La Lanterne', 'Les Cerfs-volants'])
    await page.getByRole('checkbox', { name: `Comparer ${name}` }).check()
  await page.getByRole('button', { name: 'Comparer les cas cochés' }).click()
  expect(await page.getByRole('columnheader').allTextContents()).toEqual([
    expect.stringContaining('La Lanterne'),
    expect.stringContaining('Les Cerfs-volants'),
  ])
  await page.goto(`${stage.server.url}/cas/vues/matrice`)
  await page.getByRole('link', { name: 'Coopérative Carnet de bord : Résistance au changement' }).click()
  expect(new URL(page.url()).hash).toMatch(/^#s-[a-z]{20}$/)
  await page.locator(':target').getByText('Résistance au changement').waitFor()
  await context.close()
})

test('its pages are looked at in both sizes, and axe finds nothing', async () => {
  for (const [path, name] of [
    ['/cas', 'library'],
    ['/cas?sector=jeunesse', 'library-few'],
    ['/cas/comparer?cas=la-lanterne&cas=les-cerfs-volants', 'library-compare'],
    ['/cas/vues/matrice', 'library-matrix'],
    ['/cas/vues/miroir', 'library-mirror'],
    ['/cas/vues/effets', 'library-effects'],
    ['/cas/vues/couverture', 'library-coverage'],
    ['/cas/vues/parcours', 'library-course'],
    ['/cas/vues/enjeux', 'library-stakes'],
    ['/cas/vues/questions?question=q4', 'library-answers'],
  ] as const) {
    await reader.page.goto(`${stage.server.url}${path}`)
    await look(reader.page, name)
  }
  expect(reader.errors).toEqual([])
  expect(await reader.context.cookies()).toEqual([])
})
