import { LinkifyIt } from 'linkify-it'
import { parse } from 'tldts'
import { wordsOf } from '../../text/fold.ts'
import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { isCommonForm } from '../lists/common-words.ts'
import { type Format, matchFormat, sighting } from './pattern.ts'

/** Endings of more than two letters that organisations here use, beside those that the library knows. */
const ENDINGS =
  'brussels vlaanderen gent bzh app dev online cloud tech digital blog community agency coop ong ngo foundation shop store'.split(
    ' ',
  )
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false }).tlds(ENDINGS, true)

const TRAILING = /[.,;:!?'")\]}»>]+$/

/** Any scheme, or `www.`, whatever the top-level domain: test and internal names leak as well. */
const EXPLICIT = /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\d?\.)[^\s<>"«»]+/giu
/** Names reserved by RFC 2606 and RFC 6762, and the local names of office networks. */
const RESERVED_HOST =
  /(?<![\p{L}\p{N}@._-])(?:[a-z0-9-]+\.)+(?:example|test|invalid|localhost|local|lan|intra|internal)(?![\p{L}\p{N}-])(?:\/[^\s<>"«»]*)?/giu
/** A folder of a shared drive: `\\serveur\rh`, `P:\Dossiers`. */
const SHARED_FOLDER = /(?<![\p{L}\p{N}])(?:\\\\[\p{L}\p{N}._-]+|[A-Z]:)\\[^\s<>"«»|?*]*/giu

function untail(raw: string): number {
  return raw.replace(TRAILING, '').length
}

function explicitLinks(view: TextView): Sighting[] {
  return [EXPLICIT, RESERVED_HOST, SHARED_FOLDER].flatMap((pattern) =>
    Array.from(view.text.matchAll(pattern), (match) =>
      sighting(
        'URL',
        match.index,
        match.index + untail(match[0]),
        pattern === SHARED_FOLDER ? 'folder' : 'link',
      ),
    ),
  )
}

/** `bit.ly/3xYz`, `fb.com/lequai`, `quai.be`: only where the host ends in a real public suffix, so not `v2.0.1`. */
function bareHosts(view: TextView): Sighting[] {
  return (linkify.match(view.text) ?? [])
    .filter(
      (link) =>
        link.schema !== '' ||
        // "ond.nr 0123": short for a number
        (parse(link.url).isIcann === true && !/^\p{L}+\.nr$/iu.test(link.text)),
    )
    .map((link) => sighting('URL', link.index, link.lastIndex, link.schema === '' ? 'host' : 'link'))
}

const EXTENSIONS =
  'jpe?g|png|gif|webp|heic|svg|tiff?|bmp|pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|txt|rtf|zip|rar|7z|eml|msg|ics|vcf|mp3|mp4|m4a|mov|wav|avi|key|pages|numbers|vsdx|mpp|json|xml|html?|md|sql|db|bak'

const FILE: Format = {
  kind: 'FILE',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}][\\p{L}\\p{N}_()&+~'.-]*\\.(?:${EXTENSIONS})(?![\\p{L}\\p{N}]|\\.\\p{L})`,
    'dgiu',
  ),
  accept: () => 'extension',
}

/** "stock_v3.final.xlsx": words of everybody and a version name nobody; the reviewer looks. */
function isOrdinaryFile(name: string): boolean {
  const words = wordsOf({ text: name.replace(/\.[^.]*$/, '') })
  return words.every(({ folded }) => folded.length < 3 || /^\d/.test(folded) || isCommonForm(folded))
}

function fileSightings(view: TextView): Sighting[] {
  return matchFormat(FILE, view).map(
    (file): Sighting =>
      isOrdinaryFile(view.text.slice(file.start, file.end))
        ? { ...file, layer: 'suspect', reason: 'suspect.file' }
        : file,
  )
}

/** Links, shared folders and file names (R14, R15). */
export function linkSightings(view: TextView): Sighting[] {
  return [...explicitLinks(view), ...bareHosts(view), ...fileSightings(view)]
}
