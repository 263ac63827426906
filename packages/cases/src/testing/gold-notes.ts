import * as z from 'zod'
import type { Roster } from '../detect/roster.ts'
import gold from './data/gold-notes.json' with { type: 'json' }

export { EDITED_ROWS } from './edited-rows.ts'

const span = z.strictObject({
  type: z.string(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
  replacement: z.string(),
})

const notes = z.strictObject({
  note: z.string(),
  organisations: z.array(z.strictObject({ name: z.string(), commune: z.string() })),
  notes: z.array(
    z.strictObject({
      board: z.enum(['S1', 'S2', 'S3']),
      zone: z.string(),
      negative: z.boolean(),
      text: z.string(),
      spans: z.array(span),
    }),
  ),
})

const parsed = notes.parse(gold)

/** Fictional notes with the identifiers that a reader marked. */
export const GOLD_NOTES = parsed.notes

/** The roster of the fictional cohort, with the vendor's names that an editor would add by hand. */
export const GOLD_ROSTER: Roster = {
  people: [
    { id: 'p-nathalie', name: 'Nathalie Dubreucq', roleClass: 'ENC' },
    { id: 'p-fabienne', name: 'Fabienne', roleClass: 'ENC' },
    { id: 'p-mehmet', name: 'Mehmet', roleClass: 'TECH' },
    { id: 'p-aicha', name: 'Aïcha Bouazza', roleClass: 'TS' },
    { id: 'p-jean-marie', name: 'Jean-Marie Colson', roleClass: 'DIR' },
    { id: 'p-marcel', name: 'Marcel Hennuy' },
    { id: 'p-kevin', name: 'Kevin Lardinois', roleClass: 'PREST' },
    { id: 'p-philippe', name: 'Philippe Warnier', roleClass: 'IT' },
    { id: 'p-sabrina', name: 'Sabrina', roleClass: 'DAF' },
    { id: 'p-vandewalle', name: 'Luc Vandewalle', roleClass: 'ENC' },
    { id: 'p-pierre', name: 'Pierre Delmotte' },
    { id: 'p-marine', name: 'Marine Lacroix' },
    { id: 'p-camille', name: 'Camille' },
    { id: 'p-max', name: 'Max Collard' },
  ],
  organisations: [
    ...parsed.organisations.map(({ name }, at) => ({ id: `o-${at + 1}`, name })),
    { id: 'o-vendor', name: 'BytesVerts', legalForm: 'SRL', vendor: true },
  ],
  places: [
    ...parsed.organisations.map(({ commune }) => ({ id: `l-${commune}`, name: commune })),
    ...['Herstal', 'Saint-Léonard', 'Ans', 'Spa', 'Marche', 'Jette', 'Manage'].map((name) => ({
      id: `l-${name}`,
      name,
    })),
  ],
  products: [
    { id: 's-recyclo', name: 'Recyclo-Manager' },
    { id: 's-collecto', name: 'CollectoPlan' },
  ],
}
