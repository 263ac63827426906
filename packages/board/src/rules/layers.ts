/** One child of a parent, at its place in the order. */
interface Layer {
  readonly index: string
  readonly id: string
}

/** Children of one parent that share one place in its order. */
export interface Crowd {
  parentId: string
  index: string
}

/** The children of every parent from bottom to top, kept in order so that no change has to sort them all. */
export class Layers {
  readonly #byParent = new Map<string, Layer[]>()

  /** Puts a child in its place; true when that place was taken already. */
  add(parentId: string, index: string, id: string): boolean {
    const layers = this.#byParent.get(parentId)
    if (!layers) {
      this.#byParent.set(parentId, [{ index, id }])
      return false
    }
    const at = position(layers, index, id)
    layers.splice(at, 0, { index, id })
    return layers[at - 1]?.index === index || layers[at + 1]?.index === index
  }

  remove(parentId: string, index: string, id: string): void {
    const layers = this.#byParent.get(parentId)
    if (!layers) return
    const at = position(layers, index, id)
    if (layers[at]?.id === id) layers.splice(at, 1)
    if (layers.length === 0) this.#byParent.delete(parentId)
  }

  childrenOf(parentId: string): string[] {
    return (this.#byParent.get(parentId) ?? []).map(({ id }) => id)
  }

  /** The highest place of a parent's children that is taken. */
  topOf(parentId: string): string | undefined {
    return this.#byParent.get(parentId)?.at(-1)?.index
  }

  /** Who shares one place, by id, and the next place above it that is taken. */
  crowdAt({ parentId, index }: Crowd): { ids: string[]; above: string | undefined } {
    const layers = this.#byParent.get(parentId) ?? []
    const ids: string[] = []
    let at = position(layers, index, '')
    for (; layers[at]?.index === index; at += 1) ids.push(layers[at]?.id ?? '')
    return { ids, above: layers[at]?.index }
  }
}

/** The first position that is not below the given place; the id decides between equals. */
function position(layers: readonly Layer[], index: string, id: string): number {
  let from = 0
  let to = layers.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const layer = layers[middle]
    if (layer && (layer.index < index || (layer.index === index && layer.id < id))) from = middle + 1
    else to = middle
  }
  return from
}
