import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import {
  expectAccessible,
  openBrowser,
  openPerson,
  type PersonBrowser,
  SIZES,
  takeScreen,
} from '../running/browser.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let browser: Browser
/** Coaches on the white board. */
let alix: PersonBrowser
/** Takes part on the plan, on a phone. */
let nadia: PersonBrowser

beforeAll(async () => {
  folder = await newDataFolder()
  ;[server, browser] = await Promise.all([startServer({ dataDir: folder.dataDir }), openBrowser()])
  const { coach, boardId, organisationId } = await prepareWorkshop(server)
  const guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
  alix = await openPerson(browser)
  nadia = await openPerson(browser, 'phone')
  await Promise.all([signIn(alix.context, coach), signIn(nadia.context, guest)])
  await Promise.all([
    alix.page.goto(`${server.url}/tableaux/${boardId}`),
    nadia.page.goto(`${server.url}/tableaux/${boardId}/plan`),
  ])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await folder?.remove()
})

async function signIn(context: BrowserContext, person: ApiPerson): Promise<void> {
  const cookies = person
    .cookie()
    .split('; ')
    .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }))
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: server.url })))
}

test('who leads draws a curtain on the canvas; on a phone a note is written by keyboard, kept without the network, and revealed', async () => {
  // the canvas: by keyboard, from the button beside the board
  const open = alix.page.getByRole('button', { name: 'Écriture privée' })
  await open.focus()
  await alix.page.keyboard.press('Enter')
  const tray = alix.page.getByRole('region', { name: 'Mes notes' })
  await tray.getByRole('checkbox').check()
  await tray.getByRole('button', { name: 'Commencer l’écriture privée' }).click()
  await tray.getByText('écriture anonyme').waitFor()
  await alix.page.locator('.board-curtain').getByText('Écriture privée et anonyme').waitFor()
  await takeScreen(alix.page, 'private-canvas-1280')
  await expectAccessible(alix.page, { exclude: ['.tl-container'] })

  // the plan on a phone
  const { page } = nadia
  const zone = page.locator('[data-zone="macro"]')
  await zone.getByText('Écriture privée et anonyme').waitFor()
  await takeScreen(page, 'private-plan-banner-390')
  await zone.getByRole('button', { name: 'Écrire ma note' }).press('Enter')
  const own = page.getByRole('region', { name: 'Mes notes' })
  await own.getByText('Personne, pas même l’animateur·rice').waitFor()
  await page.keyboard.type('Le planning change ')
  await own.getByText('Enregistré', { exact: true }).waitFor()

  // without the network nothing is lost, also when the page is read anew
  await nadia.context.setOffline(true)
  await page.keyboard.type('tous les lundis.')
  await own.getByText('Pas encore enregistré').waitFor()
  await takeScreen(page, 'private-plan-offline-390')
  await nadia.context.setOffline(false)
  await own.getByText('Enregistré', { exact: true }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Mes notes/ }).click()
  expect(await own.getByRole('textbox').inputValue()).toBe('Le planning change tous les lundis.')
  await takeScreen(page, 'private-plan-tray-390')
  await expectAccessible(page)
  await page.setViewportSize(SIZES.desktop)
  await takeScreen(page, 'private-plan-tray-1280')
  await page.setViewportSize(SIZES.phone)

  // read before, then revealed: hers is on the plan once, and she may still take it back
  await tray.getByRole('button', { name: 'Relire avant de révéler' }).click()
  await tray.getByText('Le planning change tous les lundis.').waitFor()
  await own.getByText('L’animation relit les notes').waitFor()
  await takeScreen(alix.page, 'private-canvas-review-1280')
  await tray.getByRole('button', { name: /^Révéler la zone/ }).click()
  await tray.getByRole('button', { name: 'Révéler', exact: true }).click()
  await zone.locator('textarea').first().waitFor()
  expect(
    await zone
      .locator('textarea')
      .evaluateAll((fields) => fields.filter((each) => 'value' in each && each.value !== '').length),
  ).toBe(1)
  const onDevice = () =>
    page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('tablee.private.')))
  const [held] = await onDevice()
  await own.getByRole('button', { name: /Retirer la note/ }).click()
  await zone.locator('.light-items').waitFor({ state: 'detached' })
  await expect.poll(onDevice).toEqual([])

  // the key of one that she did not take back goes with the session, after she was asked
  await page.evaluate(([key = '', note = '']) => localStorage.setItem(key, note), held ?? [])
  expect(await onDevice()).toHaveLength(1)
  await page.goto(`${server.url}/compte`)
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  const question = page.getByRole('dialog')
  await question.getByText('seul cet appareil permet de les modifier ou de les retirer').waitFor()
  await takeScreen(page, 'private-sign-out-390')
  await question.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.waitForURL(/connexion/)
  await expect.poll(onDevice).toEqual([])
  // what the browser itself says of the network that was taken away
  const errors = [...alix.errors, ...nadia.errors].filter(
    (line) => !line.includes('ERR_INTERNET_DISCONNECTED'),
  )
  expect(errors).toEqual([])
})
