import * as z from 'zod'

const named = { id: z.string().min(1), name: z.string().min(1), aliases: z.array(z.string()).optional() }

/** The names that must not survive publication: who and what the cohort is, plus what its editors add. */
export const rosterSchema = z.strictObject({
  people: z.array(z.strictObject({ ...named, roleClass: z.string().optional() })),
  organisations: z.array(z.strictObject({ ...named, legalForm: z.string().optional() })),
  places: z.array(z.strictObject(named)),
  products: z.array(z.strictObject(named)),
})

/** The cohort's vault of names. */
export type Roster = z.infer<typeof rosterSchema>
/** Somebody of the roster. */
export type RosterPerson = Roster['people'][number]
/** An organisation of the roster. */
export type RosterOrganisation = Roster['organisations'][number]

/** Nobody and nothing: what a text is checked against when only formats count. */
export const EMPTY_ROSTER: Roster = { people: [], organisations: [], places: [], products: [] }
