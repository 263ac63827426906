import {
  type Extensions,
  getSchema,
  getText,
  getTextSerializersFromSchema,
  type JSONContent,
} from '@tiptap/core'
import { DOMSerializer, Node, type Schema } from '@tiptap/pm/model'

// Stands for TipTap's core where tldraw asks for it (see `vite.config.ts`): TipTap makes a new grammar, and a new document,
// for each text that it writes out, and a board is a thousand of them. All else is TipTap's own.
export * from '@tiptap/core'

/** The grammar of each set of extensions. */
const schemas = new WeakMap<Extensions, Schema>()
/** A document that nobody sees: what is put there loads nothing. */
let shelf: Document | undefined

/** A rich text as HTML. */
export function generateHTML(richText: JSONContent, extensions: Extensions): string {
  const schema = schemaOf(extensions)
  shelf ??= document.implementation.createHTMLDocument()
  const place = shelf.createElement('div')
  const { content } = Node.fromJSON(schema, richText)
  place.appendChild(DOMSerializer.fromSchema(schema).serializeFragment(content))
  return place.innerHTML
}

/** The letters of a rich text. */
export function generateText(
  richText: JSONContent,
  extensions: Extensions,
  { blockSeparator = '\n\n', textSerializers = {} }: NonNullable<Parameters<typeof getText>[1]> = {},
): string {
  const schema = schemaOf(extensions)
  return getText(Node.fromJSON(schema, richText), {
    blockSeparator,
    textSerializers: { ...getTextSerializersFromSchema(schema), ...textSerializers },
  })
}

function schemaOf(extensions: Extensions): Schema {
  let schema = schemas.get(extensions)
  if (!schema) {
    schema = getSchema(extensions)
    schemas.set(extensions, schema)
  }
  return schema
}
