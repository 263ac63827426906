import { afterEach, beforeEach, expect, test } from 'vitest'
import { joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { expectAccessible, type PersonBrowser, SIZES, takeScreen } from '../running/browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
/** Coaches on the white board. */
let alix: PersonBrowser
/** Takes part on the plan, on a phone. */
let nadia: PersonBrowser
/** Until then the script of the plan's tray is on its way. */
let letTrayCome: () => void = () => undefined

// anew for a second try: what was written privately is told once
beforeEach(async () => {
  stage = await openStage()
  const { server } = stage
  const { coach, boardId, organisationId } = await prepareWorkshop(server)
  const guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
  alix = await stage.open(coach)
  nadia = await stage.open(guest, 'phone')
  const isAwaited = new Promise<void>((come) => {
    letTrayCome = come
  })
  await nadia.page.route('**/OutlineTray-*.js', async (route) => {
    await isAwaited
    await route.continue()
  })
  await Promise.all([
    alix.page.goto(`${server.url}/tableaux/${boardId}`),
    nadia.page.goto(`${server.url}/tableaux/${boardId}/plan`),
  ])
})
afterEach(() => stage?.close())

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
  // who types at once does so before her tray is there, and while it comes
  await page.keyboard.type('Le planning')
  expect(await own.count()).toBe(0)
  letTrayCome()
  await page.keyboard.type(' change ')
  await own.getByText('Personne, pas même l’animateur·rice').waitFor()
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
  await page.goto(`${stage.server.url}/compte`)
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
