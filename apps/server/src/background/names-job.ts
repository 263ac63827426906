import type { ModelSpan, NameModel, NoModel } from '@tablee/cases'
import { loadNameModel } from '@tablee/cases/name-model'

/** What a model read, one list of spans per text, or why there is none. */
export type NamesRead = { spans: ModelSpan[][] } | { missing: NoModel }

/** Loaded with the first job of the thread: it takes seconds and hundreds of megabytes. */
let loading: { folder: string; model: Promise<NameModel | { readonly missing: NoModel }> } | null = null

/** Reads texts with the local model of a folder; with no text it only tells whether there is one (R74). */
export async function namesJob({
  folder,
  texts,
}: {
  folder: string
  texts: readonly string[]
}): Promise<NamesRead> {
  if (loading?.folder !== folder) loading = { folder, model: loadNameModel(folder) }
  const model = await loading.model
  return 'missing' in model ? { missing: model.missing } : { spans: await model.read(texts) }
}
