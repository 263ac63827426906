import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findViolations } from '../running/axe.ts'
import { openBrowser, openPerson } from '../running/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('what these tests call accessible is looked at: faults are found, by their rule and place', async () => {
  const { page } = await openPerson(browser)
  await page.setContent(
    '<html lang="fr"><title>Essai</title><main><button></button><p style="color:#bbb">pâle</p></main></html>',
  )
  expect(await findViolations(page, {})).toEqual(['button-name: button', 'color-contrast: p'])
  expect(await findViolations(page, { exclude: ['button'], skip: ['color-contrast'] })).toEqual([])
})
