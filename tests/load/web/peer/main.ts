import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { type Editor, type TLShape, Tldraw } from 'tldraw'
import 'tldraw/tldraw.css'

/** Shows the shapes that the bench lays beside this page, in tldraw as it comes. */
const shapes: TLShape[] = await (await fetch('/shapes.json')).json()
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  createElement(Tldraw, {
    onMount(editor: Editor) {
      editor.store.put(shapes)
      editor.zoomToFit({ animation: { duration: 0 } })
      Object.assign(window, { editor })
    },
  }),
)
