import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { type Format, matchFormat } from './pattern.ts'

/** `DIG-EES/2023/017`: letters, a year and a running number tell themselves. */
const REFERENCE: Format = {
  kind: 'GRANT',
  pattern: /(?<![\p{L}\p{N}/-])[A-Z]{2,8}(?:-[A-Z]{2,8})*[/-](?:19|20)\d{2}[/-]\d{2,6}(?![\p{L}\p{N}/-])/dgu,
  // "FAC/2025/00089": what somebody bought or sold
  accept: (value) => (/^(?:FACT?|BDC|CMD|BL|TKT)[/-]/.test(value) ? null : 'reference'),
}

/** After "agrément", "bourse", "convention", "INAMI": a code with a digit. */
const NAMED: Format = {
  kind: 'GRANT',
  pattern:
    /(?<![\p{L}])(?:agr[ée]ments?|agr[ée]ée? sous le|bourse|subsides?|conventions?|INAMI|erkenning)\s*(?:n(?:°|o|um[ée]ro)?\.?\s*)?:?\s*(?<value>(?:[A-Z]{2,6}[ -])?(?:[A-Z]{1,6}[-/]?)?\d{1,6}(?:[-/.]\d{1,6}){1,4}|[A-Z]{2,6}[-/ ]\d{2,6}(?:[-/]\d{1,6})*)(?![\p{L}\p{N}]|[.,]\d| ?€)/dgu,
  // "dossier 2019/2020" is a school year, "convention 12/06/2023" a date, "subside 45.000" an amount
  accept: (value) =>
    /^(?:19|20)\d{2}[/-](?:19|20)?\d{2}$/.test(value) ||
    /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/.test(value) ||
    /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(value)
      ? null
      : 'named',
}

/** Numbers of licences, files and grants (R19b). */
export function grantSightings(view: TextView): Sighting[] {
  return [REFERENCE, NAMED].flatMap((format) => matchFormat(format, view))
}
