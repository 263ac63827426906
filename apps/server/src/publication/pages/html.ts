const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup that is already safe; made by `html` only. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string')
    return ESCAPED.test(part) ? part.replace(EVERY_ESCAPED, (sign) => ESCAPES[sign] ?? '') : part
  if ('markup' in part) return part.markup
  let markup = ''
  for (const each of part) markup += write(each)
  return markup
}

/** Most strings hold none: looking is cheaper than replacing. */
const ESCAPED = /[&<>"']/
const EVERY_ESCAPED = /[&<>"']/g

/** Markup with every value escaped; lists are joined, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] ?? ''
  // a page of the library has thousands of these
  for (let at = 0; at < parts.length; at += 1) markup += write(parts[at]) + (strings[at + 1] ?? '')
  return { markup }
}
