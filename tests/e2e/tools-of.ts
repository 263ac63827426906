import type { Page } from 'playwright-core'

/** A participant's tools, as CONTRIBUTING.md counts them: the canvas' own, what stands beside them, an open vote. */
const TOOLS = [
  '.tlui-toolbar__tools__list > button',
  '[data-tool]',
  '.board-header__vote[data-open="true"]',
].join(', ')

/** The names of the tools that stand on a participant's screen without being asked for. */
export function toolsOf(page: Page): Promise<string[]> {
  return page.locator(TOOLS).evaluateAll((all) =>
    all.flatMap((each) => {
      const { width, height } = each.getBoundingClientRect()
      if (width === 0 || height === 0) return []
      const seen = each.cloneNode(true) as Element // a copy of an element is one
      for (const sign of seen.querySelectorAll('[aria-hidden]')) sign.remove()
      return [each.getAttribute('aria-label') ?? seen.textContent?.trim() ?? each.tagName]
    }),
  )
}
