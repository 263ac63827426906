import { access } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ModelSpan, NameModel, NoModel } from './name-model.ts'

/** The library that runs models; nobody gets it without asking: it weighs half a gigabyte. */
const LIBRARY = '@huggingface/transformers'

/** What we use of that library (4.3): the token classification pipeline, with remote models off. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string }
  readonly pipeline: (
    task: 'token-classification',
    model: string,
    options: { dtype: string },
  ) => Promise<(text: string, options: { ignore_labels: string[] }) => Promise<readonly ModelToken[]>>
}

/** A piece of a word as the library labels it. */
interface ModelToken {
  readonly entity: string
  readonly score: number
  readonly word: string
}

const isTransformers = (library: unknown): library is Transformers =>
  typeof library === 'object' && library !== null && 'pipeline' in library && 'env' in library

/** How the library is got; a test gives its own. */
type ImportLibrary = (name: string) => Promise<unknown>

/**
 * Loads a model of names from a local folder (`config.json`, `tokenizer.json`, `onnx/model_quantized.onnx`), never
 * from the network. Without a folder, without the library or without the files the answer says which is missing.
 */
export async function loadNameModel(
  folder: string | undefined,
  importLibrary: ImportLibrary = (name) => import(name),
): Promise<NameModel | { readonly missing: NoModel }> {
  if (folder === undefined || folder === '') return { missing: 'not_configured' }
  let library: unknown
  try {
    library = await importLibrary(LIBRARY)
  } catch {
    return { missing: 'library_not_installed' }
  }
  if (!isTransformers(library)) return { missing: 'library_not_installed' }
  try {
    await access(join(folder, 'config.json'))
  } catch {
    return { missing: 'folder_missing' }
  }
  library.env.allowRemoteModels = false
  library.env.allowLocalModels = true
  library.env.localModelPath = dirname(folder)
  try {
    const classify = await library.pipeline('token-classification', basename(folder), { dtype: 'q8' })
    const read = async (text: string): Promise<ModelSpan[]> =>
      joinTokens(text, await classify(text, { ignore_labels: ['O'] }))
    return {
      name: basename(folder),
      read: async (texts) => {
        const answers: ModelSpan[][] = []
        // one after the other: a model takes all cores anyway
        for (const text of texts) answers.push(await read(text))
        return answers
      },
    }
  } catch {
    return { missing: 'not_readable' }
  }
}

/** Puts pieces of words together again and finds them in the text: the library gives no offsets. */
export function joinTokens(text: string, tokens: readonly ModelToken[]): ModelSpan[] {
  const spans: ModelSpan[] = []
  let from = 0
  for (const { entity, score, word } of tokens) {
    const piece = word.replace(/^(?:##|▁|Ġ)/, '').trim()
    const start = piece === '' ? -1 : text.indexOf(piece, from)
    if (start === -1) continue
    const end = start + piece.length
    from = end
    const label = entity.replace(/^[BI]-/, '')
    const last = spans.at(-1)
    const isSame =
      last?.label === label && !entity.startsWith('B-') && /^[\s'’-]?$/.test(text.slice(last.end, start))
    if (last !== undefined && isSame)
      spans[spans.length - 1] = { ...last, end, score: Math.min(last.score, score) }
    else spans.push({ start, end, label, score })
  }
  return spans
}
