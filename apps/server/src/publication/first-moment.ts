/** Where a feed must have a moment, a year's first one: cases tell no finer date. */
export function firstMoment(year: number): string {
  return `${year}-01-01T00:00:00Z`
}
