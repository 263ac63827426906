import type { RoomClient } from '@tablee/sync/client'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type TLShapeId, useEditor, useToasts } from 'tldraw'
import { linkedItem } from '../search/item-link.ts'
import { goToShape } from './go-to-shape.ts'

/** How long the item of a link stays ringed, in ms; it stays selected. */
const RINGED_MS = 3_000

/** Goes to the item that the address names (`#item=`) once it is on the board; says so when it is not any more. */
export function LinkedItem({ client }: { client: RoomClient }) {
  const editor = useEditor()
  const { addToast } = useToasts()
  const { t } = useTranslation('canvas')
  useEffect(() => {
    let wanted: TLShapeId | null = null
    let isShown = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (wanted === null) return
      const isThere = editor.getShape(wanted) !== undefined
      if (isThere && !isShown) {
        isShown = true
        goToShape(editor, wanted, { immediate: true })
        timer = setTimeout(() => editor.setHintingShapes([]), RINGED_MS)
      }
      // until then it may be there only in the copy that this device kept
      if (!client.state().synced) return
      wanted = null
      if (!isThere) addToast({ id: 'link-gone', severity: 'info', title: t('linkGone'), keepOpen: true })
    }
    const begin = () => {
      clearTimeout(timer)
      isShown = false
      // The brand of ids exists in types only; what is no shape is not found.
      wanted = linkedItem(window.location.hash) as TLShapeId | null
      look()
    }
    begin()
    window.addEventListener('hashchange', begin)
    const stops = [client.subscribe(look), editor.store.listen(look, { scope: 'document' })]
    return () => {
      clearTimeout(timer)
      window.removeEventListener('hashchange', begin)
      for (const stop of stops) stop()
    }
  }, [editor, client, addToast, t])
  return null
}
