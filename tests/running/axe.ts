import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
/** The script that belongs to axe's package for Playwright; what elements look like in markup is asked by nobody. */
const SCRIPT = `${readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)}\naxe.configure({ noHtml: true })`
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
    context: { include: string[][]; exclude: string[][] },
    options: {
      runOnly: { type: 'tag' | 'rule'; values: readonly string[] }
      rules?: Record<string, { enabled: boolean }>
      resultTypes: string[]
    },
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
  /** Its rules, and how each finds what it looks at. */
  readonly _audit: { readonly rules: readonly AxeRule[] }
}

interface AxeRule {
  readonly id: string
  gather(context: unknown, options: unknown): { actualNode: Element }[]
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
  return (await lookAt(page, { within, exclude, skip, again: false })) ?? []
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
  const found = await lookAt(page, { within, exclude: [], skip: [COLOURS], again: true })
  return found ?? findViolations(page, { within, skip: [COLOURS] })
}

/** Lets axe look once, for it reads the whole page each time. @returns null where it should look again, and has not seen this. */
function lookAt(
  page: Page,
  order: { within: readonly string[]; exclude: readonly string[]; skip: readonly string[]; again: boolean },
): Promise<string[] | null> {
  return page.evaluate(
    async ({ within, exclude, skip, again, tags, modalOf, colours, sizes, samples }) => {
      // the script that was given defines the one, a look before left the other
      const { axe, axeSaw } = window as unknown as { axe: AxeInPage; axeSaw?: Seen }
      const markup = document.documentElement.outerHTML
      if (again && axeSaw?.markup !== markup) return null
      const places = document.querySelector(modalOf) === null ? within : [modalOf]
      const inside = [...document.querySelectorAll(places.map((place) => `${place} *`).join(', '))]
      const shown = new Set(
        inside.filter((element) => {
          const { width, height } = element.getBoundingClientRect()
          return width > 1 && height > 1 && element.checkVisibility({ checkVisibilityCSS: true })
        }),
      )

      /** What is behind an element, down to the first ground that hides what lies under it. */
      const grounds = new Map<Element, string>()
      const groundOf = (element: Element): string => {
        const known = grounds.get(element)
        if (known !== undefined) return known
        const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element)
        const parts = [backgroundColor, backgroundImage, opacity]
        // what lies out of its place is like nothing else
        if (position !== 'static' && position !== 'relative') parts.push(element.className.toString())
        const isOpaque = backgroundImage === 'none' && /^rgb\(/.test(backgroundColor)
        if (!isOpaque && element.parentElement) parts.push(groundOf(element.parentElement))
        const ground = parts.join(' ')
        grounds.set(element, ground)
        return ground
      }
      /** All that the contrast of its words depends on. */
      const lookOf = (element: Element): string => {
        const { color, fontSize, fontWeight } = getComputedStyle(element)
        const isDisabled = String(element.matches(':disabled, :disabled *'))
        return [color, fontSize, fontWeight, isDisabled, groundOf(element)].join(' ')
      }
      const hasWords = (element: Element) =>
        element.matches('input, textarea, select') ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      const sampled = new Set<Element>()
      if (!skip.includes(colours)) {
        const left = [...places, ...exclude].join(', ')
        const isAmong = (element: Element) => element.closest(left)?.matches(places.join(', '))
        const times = new Map<string, number>()
        for (const element of inside.filter((each) => shown.has(each) && hasWords(each) && isAmong(each))) {
          const look = lookOf(element)
          const before = times.get(look) ?? 0
          times.set(look, before + 1)
          if (before < samples) sampled.add(element)
        }
      }

      const around = new Set<Element>()
      const changed = again ? inside.filter((each) => axeSaw?.shown.has(each) !== shown.has(each)) : []
      for (const { parentElement: parent } of changed)
        if (parent && !around.has(parent))
          for (const element of [parent, ...parent.querySelectorAll('*')]) around.add(element)
      const isLookedAt = (rule: string, element: Element) => {
        if (rule === colours) return sampled.has(element)
        return !again || sizes.includes(rule) || around.has(element)
      }
      for (const rule of axe._audit.rules) {
        // the one of all rules: its own is put in its place here
        const { gather } = Object.getPrototypeOf(rule) as AxeRule
        rule.gather = (context, options) =>
          gather.call(rule, context, options).filter(({ actualNode }) => isLookedAt(rule.id, actualNode))
      }

      const { violations } = await axe.run(
        { include: places.map((place) => [place]), exclude: exclude.map((selector) => [selector]) },
        {
          ...(again && around.size === 0
            ? { runOnly: { type: 'rule', values: sizes } }
            : {
                runOnly: { type: 'tag', values: tags },
                rules: Object.fromEntries(skip.map((rule) => [rule, { enabled: false }])),
              }),
          resultTypes: ['violations'],
        },
      )
      if (!again) Object.assign(window, { axeSaw: { markup, shown } satisfies Seen })
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      )
    },
    { ...order, tags: TAGS, modalOf: MODAL, colours: COLOURS, sizes: SIZES, samples: SAMPLES },
  )
}
