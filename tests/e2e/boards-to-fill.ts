import { type Method, mainColumn, type ZoneDefinition } from '@tablee/board'

/** Options that change what a person has before her to fill a zone; others bound or place what she writes. */
const SHAPING: readonly (keyof ZoneDefinition['options'])[] = [
  'lane',
  'repeat',
  'axes',
  'matrix',
  'items',
  'scale',
  'perRespondent',
  'choices',
  'marks',
  'from',
  'to',
]

/** What a person meets in a zone: its kind, what shapes it, and each type of column in that kind. */
function formsIn(zone: ZoneDefinition): string[] {
  const { kind, options } = zone
  const shapes = SHAPING.filter((name) => options[name] !== undefined).map((name) => `${kind} with ${name}`)
  const columns = (options.cols ?? []).map(({ type }) => `${type} in ${kind}`)
  // a row whose note has no text of its own begins with its cells
  const bare = columns.length > 0 && !mainColumn(zone) ? [`${kind} without a text`] : []
  return [kind, ...shapes, ...columns, ...bare]
}

/** Few of the methods, in which every form of all of them is met; zones weigh, because each takes its time. */
export function boardsToFill(methods: readonly Method[]): Method[] {
  const formsOf = new Map(methods.map((method) => [method, new Set(method.zones.flatMap(formsIn))]))
  const missing = new Set([...formsOf.values()].flatMap((forms) => [...forms]))
  const chosen: Method[] = []
  while (missing.size > 0) {
    const worth = (method: Method) =>
      [...(formsOf.get(method) ?? [])].filter((form) => missing.has(form)).length /
      Math.sqrt(method.zones.length)
    const best = methods.reduce((one, other) => (worth(other) > worth(one) ? other : one))
    chosen.push(best)
    for (const form of formsOf.get(best) ?? []) missing.delete(form)
  }
  return chosen
}
