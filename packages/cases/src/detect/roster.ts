import * as z from 'zod'

const named = { id: z.string().min(1), name: z.string().min(1), aliases: z.array(z.string()).optional() }

/** The names that must not survive publication: who and what the cohort is, plus what its editors add. */
export const rosterSchema = z.strictObject({
  people: z.array(z.strictObject({ ...named, roleClass: z.string().optional() })),
  organisations: z.array(
    z.strictObject({
      ...named,
      legalForm: z.string().optional(),
      /** Whether she sells or builds what the others use. */
      vendor: z.boolean().optional(),
      /** Whether she is of another cohort of the programme: found in texts, and told to nobody here. */
      elsewhere: z.boolean().optional(),
    }),
  ),
  places: z.array(z.strictObject(named)),
  products: z.array(z.strictObject(named)),
  /** Words that a local model took for names in the texts of one case: for the reviewer only (R74). */
  suspects: z.array(z.strictObject({ words: z.string().min(1), label: z.string().min(1) })).optional(),
})

/** The cohort's vault of names. */
export type Roster = z.infer<typeof rosterSchema>
/** Somebody of the roster. */
export type RosterPerson = Roster['people'][number]
/** An organisation of the roster. */
export type RosterOrganisation = Roster['organisations'][number]

/** Words that a local model took for a name, with its label. */
export type ModelSuspect = NonNullable<Roster['suspects']>[number]

/** Nobody and nothing: what a text is checked against when only formats count. */
export const EMPTY_ROSTER: Roster = { people: [], organisations: [], places: [], products: [] }
