import type { Page } from 'playwright-core'

/** Most presses of Tab from one field to the next that is wanted. */
const TABS_MAX = 60

/** How a person fills a plan: only by what she has at hand. Fields are named by selectors. */
export interface Hands {
  /** Goes into a field and writes. */
  write(field: string, words: string): Promise<void>
  /** Takes the n-th choice of a list, from 0. @returns its value */
  choose(field: string, at: number): Promise<string>
  /** Takes the n-th point of a scale, from 0. */
  point(field: string, at: number): Promise<void>
  press(button: string): Promise<void>
  /** Ends a row: by its keys, or by the button that says so. */
  finish(button: string): Promise<void>
}

/** Keys alone: Tab from field to field, letters, arrows, Space and Enter. */
export function keyboardHands(page: Page): Hands {
  const { keyboard } = page
  /** The key that leads on to a field; null in it. */
  const wayTo = (field: string) =>
    page.evaluate((selector) => {
      const active = document.activeElement ?? document.body
      if (active.closest(selector)) return null
      const wanted = document.querySelector(selector)
      if (!wanted) throw new Error(`there is no ${selector}`)
      const isBefore = active.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING
      return isBefore && active !== document.body ? 'Shift+Tab' : 'Tab'
    }, field)
  const reach = async (field: string) => {
    for (let press = 0; press < TABS_MAX; press += 1) {
      const key = await wayTo(field)
      if (key === null) return
      await keyboard.press(key)
    }
    throw new Error(`the keyboard does not lead to ${field}`)
  }
  return {
    async write(field, words) {
      await reach(field)
      // the first letter is a real key, which is what opens rows and lists; the others come as from a fast typist
      await keyboard.type(words.slice(0, 1))
      await keyboard.insertText(words.slice(1))
    },
    async choose(field, at) {
      await reach(field)
      for (let press = 0; press <= at; press += 1) await keyboard.press('ArrowDown')
      return chosenIn(page, field)
    },
    async point(field, at) {
      await reach(field)
      await keyboard.press('Space')
      for (let press = 0; press < at; press += 1) await keyboard.press('ArrowRight')
    },
    async press(button) {
      await reach(button)
      await keyboard.press('Enter')
    },
    finish: () => keyboard.press('Control+Enter'),
  }
}

/** A finger and the keys that a phone shows. */
export function fingerHands(page: Page): Hands {
  const tap = async (field: string) => {
    const at = await page.evaluate(async (selector) => {
      const element = document.querySelector(selector)
      if (!element) throw new Error(`there is no ${selector}`)
      // what the last touch changed may still be on its way: nobody touches what moves
      let place = ''
      for (let before = 'none'; place !== before; ) {
        before = place
        element.scrollIntoView({ block: 'center', behavior: 'instant' })
        const { x, y, width, height } = element.getBoundingClientRect()
        place = [x, y, width, height].join()
        await new Promise(requestAnimationFrame)
      }
      const { x, y, width, height } = element.getBoundingClientRect()
      const middle = { x: x + width / 2, y: y + height / 2 }
      const touched = document.elementFromPoint(middle.x, middle.y)
      if (!touched || !(element.contains(touched) || touched.contains(element)))
        throw new Error(`${selector} lies under ${touched?.outerHTML.slice(0, 80)}`)
      return middle
    }, field)
    await page.touchscreen.tap(at.x, at.y)
  }
  return {
    async write(field, words) {
      await tap(field)
      await page.keyboard.insertText(words)
    },
    async choose(field, at) {
      // what a phone shows of a list is its own, outside of the page
      await page.selectOption(field, { index: at + 1 })
      return chosenIn(page, field)
    },
    point: (field, at) => tap(`${field} label:nth-of-type(${at + 1})`),
    press: tap,
    finish: tap,
  }
}

/** The value of a list once the page has taken it over: what is kept is shown with the next frame. */
async function chosenIn(page: Page, field: string): Promise<string> {
  const shown = await page.waitForFunction((selector) => {
    const element = document.querySelector(selector)
    return element instanceof HTMLSelectElement && element.value !== '' ? element.value : null
  }, field)
  return String(await shown.jsonValue())
}
