import { boardRoot, TEXT_KEY } from '@tablee/board/content'
import { patchBetween, plainTextOf, type TextPatch } from '@tablee/board/edit'
import * as Y from 'yjs'

/** The text of a record in the document; null when it has none. */
export function textOf(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const text = boardRoot(doc).get(id)?.get(TEXT_KEY)
  return text instanceof Y.XmlFragment ? text : null
}

interface ShareTextOptions {
  field: HTMLTextAreaElement
  fragment: Y.XmlFragment
  /** Writes what is in the field now; `base` was there before. @returns what stands in the document then */
  save(text: string, base: string): string | null
}

/**
 * Ties a field to a text of the document: each letter is written as it is typed, and what others type appears around
 * the cursor without moving it. Returns its undo.
 */
export function shareText({ field, fragment, save }: ShareTextOptions): () => void {
  let shown = plainTextOf(fragment)
  let isComposing = false
  let isSaving = false
  if (field.value !== shown) field.value = shown

  function show(text: string): void {
    const patch = patchBetween(shown, text)
    if (!patch) return
    const { selectionStart, selectionEnd, selectionDirection } = field
    field.value = text
    shown = text
    if (document.activeElement === field)
      field.setSelectionRange(follow(selectionStart, patch), follow(selectionEnd, patch), selectionDirection)
    field.dispatchEvent(new Event('textshown'))
  }

  function fromDocument(): void {
    // A word that is being composed would fall apart; it is shown when it is done.
    if (!isSaving && !isComposing) show(plainTextOf(fragment))
  }

  function fromField(): void {
    const base = shown
    shown = field.value
    isSaving = true
    const now = save(field.value, base)
    isSaving = false
    if (now === null || now === shown) return
    if (isComposing) shown = field.value
    else show(now)
  }

  function onCompositionEnd(): void {
    isComposing = false
    fromDocument()
  }

  const onCompositionStart = () => {
    isComposing = true
  }
  field.addEventListener('input', fromField)
  field.addEventListener('compositionstart', onCompositionStart)
  field.addEventListener('compositionend', onCompositionEnd)
  fragment.observeDeep(fromDocument)
  return () => {
    field.removeEventListener('input', fromField)
    field.removeEventListener('compositionstart', onCompositionStart)
    field.removeEventListener('compositionend', onCompositionEnd)
    fragment.unobserveDeep(fromDocument)
  }
}

/** Where a place in the text is after a change before or around it. */
function follow(place: number, { at, remove, insert }: TextPatch): number {
  if (place <= at) return place
  return place >= at + remove ? place + insert.length - remove : at + insert.length
}
