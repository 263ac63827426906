import type { Editor } from 'tldraw'

/** Keeps pasted and dropped content from loading anything from elsewhere: an address stays the text it is. */
export function refuseOutsideContent(editor: Editor): void {
  editor.registerExternalAssetHandler('url', null)
  editor.registerExternalAssetHandler('file', null)
  editor.registerExternalContentHandler('embed', null)
  editor.registerExternalContentHandler('svg-text', null)
  editor.registerExternalContentHandler('url', ({ url, point, sources }) => {
    // Nobody waits for a paste: the text appears when it is there.
    void editor.putExternalContent({ type: 'text', text: url, point, sources })
  })
}
