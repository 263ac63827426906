import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
/** The script that belongs to axe's package for Playwright. */
const SCRIPT = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)
const MODAL = '[role=dialog][aria-modal=true]'
/** WCAG 2.2 A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The rule that takes as long as all the others: it looks at every element that has words. */
const COLOURS = 'color-contrast'
/** The rules that depend on how large things are and where they lie. */
const SIZES = ['target-size', 'scrollable-region-focusable']
/** Of words that look the same, so many are looked at: one of them may be cut off, or lie under something. */
const SAMPLES = 3

/** What these tests use of axe, in a page. */
interface AxeInPage {
  run(
    context: { include: (string[] | Element)[]; exclude?: string[][] },
    options: {
      runOnly: { type: 'tag' | 'rule'; values: readonly string[] }
      rules?: Record<string, { enabled: boolean }>
      resultTypes: string[]
    },
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/** Which parts of a page are looked at; all of it unless said. */
interface Looked {
  /** Selectors. */
  within?: readonly string[]
}

/** A document as axe saw it last, left in it. */
interface Seen {
  readonly markup: string
  readonly shown: ReadonlySet<Element>
  isShown(element: Element): boolean
}

/**
 * What axe finds on a page, as `rule: elements`; while a modal dialog is open, in that dialog: nobody reaches what lies
 * behind it, which the dialog may cut through anywhere. Asked for violations only, and its script given to each
 * document once: the package's own way of asking describes every element that passed too, and takes more than twice as
 * long. Of words in the same colour, size and weight on the same ground, the contrast of a few is looked at.
 */
export async function findViolations(
  page: Page,
  { within = ['html'], exclude = [], skip = [] }: Looked & { exclude?: string[]; skip?: string[] },
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SCRIPT)
  return page.evaluate(
    async ({ within, exclude, skip, tags, modalOf, colours, samples }) => {
      // the script that was just given defines it
      const { axe } = window as unknown as { axe: AxeInPage }
      const places = document.querySelector(modalOf) === null ? within : [modalOf]
      const inside = places.map((place) => `${place} *`).join(', ')
      const resultTypes = ['violations']
      const { violations } = await axe.run(
        { include: places.map((place) => [place]), exclude: exclude.map((selector) => [selector]) },
        {
          runOnly: { type: 'tag', values: tags },
          rules: Object.fromEntries([...skip, colours].map((rule) => [rule, { enabled: false }])),
          resultTypes,
        },
      )

      /** All that its contrast depends on; what lies out of its place, or is seen through, is like nothing else. */
      const lookOf = (element: Element): string => {
        const { color, fontSize, fontWeight } = getComputedStyle(element)
        const parts = [color, fontSize, fontWeight, String(element.matches(':disabled, :disabled *'))]
        for (let at: Element | null = element; at; at = at.parentElement) {
          const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(at)
          parts.push(backgroundColor, backgroundImage, opacity)
          if (position !== 'static' && position !== 'relative') parts.push(at.className.toString())
          if (backgroundImage === 'none' && /^rgb\(/.test(backgroundColor)) break
        }
        return parts.join(' ')
      }
      const isShown = (element: Element) => {
        const { width, height } = element.getBoundingClientRect()
        return width > 1 && height > 1 && element.checkVisibility({ checkVisibilityCSS: true })
      }
      const hasWords = (element: Element) =>
        element.matches('input, textarea, select') ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      const chosen: Element[] = []
      if (!skip.includes(colours)) {
        const left = [...places, ...exclude].join(', ')
        const times = new Map<string, number>()
        for (const element of document.querySelectorAll(inside)) {
          if (!hasWords(element) || !isShown(element) || !element.closest(left)?.matches(places.join(', ')))
            continue
          const look = lookOf(element)
          const before = times.get(look) ?? 0
          times.set(look, before + 1)
          if (before < samples) chosen.push(element)
        }
      }
      const pale =
        chosen.length === 0
          ? []
          : (
              await axe.run(
                { include: chosen },
                { runOnly: { type: 'rule', values: [colours] }, resultTypes },
              )
            ).violations
      const shown = new Set([...document.querySelectorAll(inside)].filter(isShown))
      const axeSaw: Seen = { markup: document.documentElement.outerHTML, shown, isShown }
      Object.assign(window, { axeSaw })
      return [...violations, ...pale].map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      )
    },
    { within, exclude, skip, tags: TAGS, modalOf: MODAL, colours: COLOURS, samples: SAMPLES },
  )
}

/**
 * What axe finds on the same page in another size, where its markup is still what `findViolations` saw: of that, only
 * what is shown or hidden now, around which a name may be gone, and how large and how far apart things are. Colours do
 * not depend on the size.
 */
export async function findViolationsResized(
  page: Page,
  { within = ['html'] }: Looked = {},
): Promise<string[]> {
  const found = await page.evaluate(
    async ({ within, tags, modalOf, sizes, colours }) => {
      // left there by the look before
      const { axe, axeSaw } = window as unknown as { axe: AxeInPage; axeSaw?: Seen }
      if (axeSaw?.markup !== document.documentElement.outerHTML) return null
      const places = document.querySelector(modalOf) === null ? within : [modalOf]
      const changed = new Set(
        [...document.querySelectorAll(places.map((place) => `${place} *`).join(', '))].filter(
          (element) => axeSaw.shown.has(element) !== axeSaw.isShown(element),
        ),
      )
      const around = [...changed].flatMap(({ parentElement: parent }) =>
        parent === null || changed.has(parent) ? [] : [parent],
      )
      const resultTypes = ['violations']
      const { violations } = await axe.run(
        { include: places.map((place) => [place]) },
        { runOnly: { type: 'rule', values: sizes }, resultTypes },
      )
      const others =
        around.length === 0
          ? []
          : (
              await axe.run(
                { include: [...new Set(around)] },
                {
                  runOnly: { type: 'tag', values: tags },
                  rules: Object.fromEntries([...sizes, colours].map((rule) => [rule, { enabled: false }])),
                  resultTypes,
                },
              )
            ).violations
      return [...violations, ...others].map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      )
    },
    { within, tags: TAGS, modalOf: MODAL, sizes: SIZES, colours: COLOURS },
  )
  return found ?? findViolations(page, { within, skip: [COLOURS] })
}
