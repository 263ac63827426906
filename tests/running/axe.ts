import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
/** The script that belongs to axe's package for Playwright. */
const SCRIPT = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)
/** WCAG 2.2 A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What these tests use of axe, in a page. */
interface AxeInPage {
  run(
    context: { exclude: string[][] },
    options: {
      runOnly: { type: 'tag'; values: string[] }
      rules: Record<string, { enabled: boolean }>
      resultTypes: string[]
    },
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/**
 * What axe finds on a page, as `rule: elements`. Asked for violations only, and its script given to each document once:
 * the package's own way of asking describes every element that passed too, and takes more than twice as long.
 */
export async function findViolations(
  page: Page,
  { exclude = [], skip = [] }: { exclude?: string[]; skip?: string[] },
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SCRIPT)
  return page.evaluate(
    async ({ exclude, skip, tags }) => {
      // the script that was just given defines it
      const { axe } = window as unknown as { axe: AxeInPage }
      const { violations } = await axe.run(
        { exclude: exclude.map((selector) => [selector]) },
        {
          runOnly: { type: 'tag', values: tags },
          rules: Object.fromEntries(skip.map((rule) => [rule, { enabled: false }])),
          resultTypes: ['violations'],
        },
      )
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
      )
    },
    { exclude, skip, tags: TAGS },
  )
}
