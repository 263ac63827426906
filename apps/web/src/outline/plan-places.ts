import type { StepPlaces } from '../script/step-bar-parts.ts'

/** A reader of the plan is moved by herself alone when a step begins: a page that scrolls away would take her place from her. */
export const PLAN_PLACES: StepPlaces = {
  movesByItself: false,
  goTo(zoneIds) {
    const headings = [...document.querySelectorAll<HTMLElement>('[data-zone] h2')]
    const heading =
      headings.find((each) => zoneIds.some((id) => each.id === `zone-${id}`)) ??
      headings[0] ??
      document.getElementById('main')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  },
  isBusy() {
    const focused = document.activeElement
    return focused instanceof HTMLElement && focused.matches('input, textarea:not([readonly]), select')
  },
}
