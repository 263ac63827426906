import { type Artefact, decodeEntities } from '../artefact-text.ts'
import { ArtefactUnreadable } from './artefact-unreadable.ts'
import { requirePlainPng } from './read-png.ts'
import { utf8Text } from './utf8-text.ts'

/** The files of a zip by name. @throws when it is none */
export type Unzip = (bytes: Uint8Array) => Readonly<Record<string, Uint8Array>>

/** Names that Word gives its parts; any other is read like a text. */
const PART_NAME =
  /^(?:\[Content_Types\]\.xml|(?:docProps|word|word\/theme)\/[a-zA-Z]+\d*\.xml|(?:word\/)?_rels\/[a-zA-Z]*\d*(?:\.xml)?\.rels|word\/media\/(?:image\d+|[0-9a-f]{40})\.png)$/
const XML_PART = /\.(?:xml|rels)$/
/** Attributes that name forms and parts, never words of a person. */
const FORM_ATTRIBUTE =
  /^(?:xmlns(?::\w+)?|Type|ContentType|Extension|PartName|mc:Ignorable|Requires|(?:w:)?uri)$/
const ATTRIBUTE = /\s([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const HAS_WORD = /\p{L}{2}/u
/** By what one part refers to another. */
const REFERENCE = /^rId\d+$/

/**
 * Everything that a Word file says: each part as it stands, its paragraphs with their runs joined, and the words of
 * attributes, where alternative texts and authors are.
 * @throws {ArtefactUnreadable} for a part that is neither XML nor a plain picture.
 */
export function readDocx(name: string, bytes: Uint8Array, unzip: Unzip): Artefact[] {
  let parts: Readonly<Record<string, Uint8Array>>
  try {
    parts = unzip(bytes)
  } catch {
    throw new ArtefactUnreadable(name, 'it is no zip')
  }
  const names = Object.keys(parts)
  const strange = names.filter((part) => !PART_NAME.test(part))
  const read = Object.entries(parts).flatMap(([part, content]): Artefact[] => {
    if (!XML_PART.test(part)) {
      requirePlainPng(`${name}#${part}`, content)
      return []
    }
    const text = utf8Text(`${name}#${part}`, content)
    const stem = `${name}#${part.replace(XML_PART, '')}`
    return [
      { name: `${stem}.xml`, text: withoutForms(text) },
      { name: stem, text: paragraphsOf(text).join('\n') },
      { name: `${stem}@`, text: attributesOf(text, names).join('\n') },
    ]
  })
  return strange.length === 0 ? read : [...read, { name: `${name}#names`, text: strange.join('\n') }]
}

/** The addresses of the forms themselves stand in every file. */
function withoutForms(xml: string): string {
  return xml.replace(/\sxmlns(?::\w+)?="[^"]*"/g, '')
}

/** Paragraphs, each with all of its runs as one text: a name that is cut between two of them is one name. */
function paragraphsOf(xml: string): string[] {
  return xml.split(/<\/w:p>/).map((paragraph) =>
    decodeEntities(
      paragraph
        .replace(/<w:(?:br|tab|cr)\b[^>]*>/g, ' ')
        .replace(/<w:noBreakHyphen\b[^>]*>/g, '-')
        .replace(/<[^>]*>/g, ''),
    ),
  )
}

function attributesOf(xml: string, parts: readonly string[]): string[] {
  const words = Array.from(xml.matchAll(ATTRIBUTE), ([, key = '', double, single]) =>
    FORM_ATTRIBUTE.test(key) ? '' : decodeEntities(double ?? single ?? ''),
  )
  return [...new Set(words)].filter(
    (value) =>
      HAS_WORD.test(value) &&
      !REFERENCE.test(value) &&
      !parts.some((part) => part === value || part.endsWith(`/${value}`)),
  )
}
