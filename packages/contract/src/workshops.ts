import * as z from 'zod'
import { idSchema, localisedTextSchema, timeSchema, titleSchema } from './common.ts'
import {
  COLLATION_TAKEN_MAX,
  EXCLUSIONS_MAX,
  WORKSHOP_GROUPS_MAX,
  WORKSHOP_MINUTES_MAX,
  WORKSHOP_MINUTES_MIN,
} from './limits.ts'

/** `planned`: prepared; `running`: people were called at least once; `closed`: every board has its snapshot. */
export const WORKSHOP_STATES = ['planned', 'running', 'closed'] as const
/** What a board is in its workshop. */
export const WORKSHOP_BOARD_KINDS = ['plenary', 'group', 'collated', 'coaching'] as const
/** Where everybody is expected. */
const WORKSHOP_PLACES = ['plenary', 'groups'] as const
/** Where somebody goes who was not placed: into the smallest group that suits, or where a coach puts her by hand. */
export const LATE_ARRIVALS = ['smallest', 'byHand'] as const

/** Where everybody is expected. */
export type WorkshopPlace = (typeof WORKSHOP_PLACES)[number]

const templateIdSchema = z.string().min(1).max(64)
const minutesSchema = z.int().min(WORKSHOP_MINUTES_MIN).max(WORKSHOP_MINUTES_MAX)
const namedGroupSchema = z.strictObject({ name: titleSchema, organisationIds: z.array(idSchema) })
const namedGroupsSchema = z
  .array(namedGroupSchema)
  .min(1)
  .max(WORKSHOP_GROUPS_MAX)
  .refine((groups) => new Set(groups.map(({ name }) => name.toLowerCase())).size === groups.length, {
    error: 'name_twice',
  })

/** `POST /api/cohorts/:id/workshops`: the workshop and all its boards in one action. */
export const createWorkshopRequestSchema = z.strictObject({
  /** Made by who asks: the same key twice makes one workshop. */
  key: idSchema,
  title: titleSchema,
  startsAt: timeSchema,
  minutes: minutesSchema,
  plenaryTemplateId: templateIdSchema,
  groupTemplateId: templateIdSchema,
  groups: namedGroupsSchema,
  /** Whether there is also a board for what the groups found, of the groups' method. */
  collated: z.boolean().default(false),
  /** A method of which each organisation gets a board of its own; null for none. */
  coachingTemplateId: templateIdSchema.nullable().default(null),
  lateArrivals: z.enum(LATE_ARRIVALS).default('smallest'),
})
/** `PATCH /api/workshops/:id`. */
export const updateWorkshopRequestSchema = z.strictObject({
  title: titleSchema.optional(),
  startsAt: timeSchema.optional(),
  minutes: minutesSchema.optional(),
  lateArrivals: z.enum(LATE_ARRIVALS).optional(),
})

/** `POST /api/cohorts/:id/workshops/balance`: even groups that break no exclusion; the same seed gives the same groups. */
export const balanceRequestSchema = z.strictObject({
  names: z.array(titleSchema).min(1).max(WORKSHOP_GROUPS_MAX),
  organisationIds: z.array(idSchema).max(500),
  seed: z.int().min(0).max(0xffff_ffff),
  /** Whether sectors and sizes, where they are known, are spread over the groups. */
  mixed: z.boolean().default(true),
})
/** Its answer: the ids of each group, in the order of the names. */
export const balancedGroupsSchema = z.strictObject({ groups: z.array(z.array(idSchema)) })

/** `GET` and `PUT /api/cohorts/:id/exclusions`: pairs that never share a group; coaches alone read them. */
export const exclusionsSchema = z.strictObject({
  pairs: z
    .array(z.tuple([idSchema, idSchema]).refine(([a, b]) => a !== b, { error: 'same_twice' }))
    .max(EXCLUSIONS_MAX),
})

/** `POST /api/workshops/:id/here`: calls everybody to the plenary, or to the groups. */
export const callRequestSchema = z.strictObject({ here: z.enum(WORKSHOP_PLACES) })
/** `GET /api/workshops/:id/scripts`: where each group is, of those that the reader may see. */
export const workshopScriptsSchema = z.strictObject({
  boards: z.array(
    z.strictObject({
      boardId: idSchema,
      phase: z.enum(['ready', 'running', 'ended']),
      /** Null while no step is current. */
      step: z
        .strictObject({ id: z.string(), title: localisedTextSchema, at: z.int(), of: z.int() })
        .nullable(),
    }),
  ),
})
/** The step that each board was seen at when somebody pressed; a board that is not in it stays as it is. */
const fromSchema = z
  .record(idSchema, z.string().min(1).max(40))
  .refine((from) => Object.keys(from).length <= WORKSHOP_GROUPS_MAX, { error: 'too_many' })
/**
 * `POST /api/workshops/:id/script`: one command to the scripts of all its groups that the person may lead, each from the
 * step where her screen showed it: who is further by then stays there. The id is made by the sender, as of a command to
 * one board.
 */
export const workshopScriptRequestSchema = z.strictObject({
  commandId: idSchema,
  command: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('start') }),
    z.strictObject({ do: z.literal('next'), from: fromSchema }),
    z.strictObject({ do: z.literal('addTime'), from: fromSchema, minutes: z.int().min(1).max(15) }),
    z.strictObject({ do: z.literal('pause'), from: fromSchema }),
    z.strictObject({ do: z.literal('resume'), from: fromSchema }),
    z.strictObject({ do: z.literal('end'), from: fromSchema }),
  ]),
})
/** `GET /api/workshops/:id/unfinished`: boards on which something is still hidden, voted on or under way. */
export const workshopUnfinishedSchema = z.strictObject({
  boards: z.array(
    z.strictObject({
      boardId: idSchema,
      title: z.string(),
      curtains: z.array(
        z.strictObject({
          zone: localisedTextSchema,
          anonymous: z.boolean(),
          /** Of anonymous ones as many as everybody was told of. */
          notes: z.int().nonnegative(),
          /** Who leads reads them before they are revealed. */
          isReading: z.boolean(),
        }),
      ),
      ballots: z.array(z.strictObject({ zone: localisedTextSchema, voters: z.int().nonnegative() })),
      /** Its script runs; closing the session ends it. */
      isRunning: z.boolean(),
    }),
  ),
})
/** What is still going on on the boards of a session. */
export type WorkshopUnfinished = z.infer<typeof workshopUnfinishedSchema>
/** `POST /api/workshops/:id/close`; with `reveal`, hidden notes are revealed and open votes counted before. */
export const closeWorkshopRequestSchema = z.strictObject({ reveal: z.boolean().default(false) }).nullish()
/** What is done to the scripts of all groups at once. */
export type WorkshopScriptCommand = z.infer<typeof workshopScriptRequestSchema>['command']
/** What became of it on each board; one that could not follow stays as it is. */
export const workshopScriptAnswerSchema = z.strictObject({
  boards: z.array(
    z.strictObject({
      boardId: idSchema,
      done: z.boolean(),
      stepId: z.string().nullable(),
      /** The name of that step. */
      title: localisedTextSchema.nullable(),
      /** The code of the error that held it up; null when it was done, or there was nothing to do. */
      problem: z.string().nullable(),
    }),
  ),
})
/** What became of a command to all groups. */
export type WorkshopScriptAnswer = z.infer<typeof workshopScriptAnswerSchema>
/** Where each group is. */
export type WorkshopScripts = z.infer<typeof workshopScriptsSchema>
/** `PUT …/organisations/:memberId`: into a group, or null to wait in the plenary. */
export const placeRequestSchema = z.strictObject({ boardId: idSchema.nullable() })
/** `PUT …/people/:memberId`: the same of one guest; with an organisation she is of it from then on, with null of none. */
export const placeGuestRequestSchema = z.strictObject({
  boardId: idSchema.nullable(),
  organisationId: idSchema.nullable().optional(),
})
/** `PUT …/facilitators/:memberId`: the groups that she leads, and no others; none takes all of them away. */
export const assignRequestSchema = z.strictObject({ boardIds: z.array(idSchema).max(WORKSHOP_GROUPS_MAX) })
/** `POST …/coaching`: a board of a method for each organisation that has none of its own in the workshop. */
export const addCoachingRequestSchema = z.strictObject({ templateId: templateIdSchema })
/** `PUT …/coaching/:boardId`: when the organisation of that board meets its coach; null where nothing is agreed. */
export const meetingRequestSchema = z.strictObject({ meetsAt: timeSchema.nullable() })
/** Path parameters of a coaching board in a workshop. */
export const coachingParamsSchema = z.strictObject({ id: idSchema, boardId: idSchema })
/** `POST …/invitations`: one way in for guests; with an organisation, a link that says where they come from. */
export const inviteToWorkshopRequestSchema = z.strictObject({
  organisationId: idSchema.nullable().default(null),
})
/** Path parameters of an organisation or a person in a workshop. */
export const workshopMemberParamsSchema = z.strictObject({ id: idSchema, memberId: idSchema })

/** A workshop in a list. */
const workshopSummarySchema = z.strictObject({
  id: idSchema,
  cohort: z.strictObject({ id: idSchema, name: z.string() }),
  title: z.string(),
  startsAt: timeSchema,
  minutes: z.int(),
  state: z.enum(WORKSHOP_STATES),
})
/** An organisation meets its coach, at its own board in a workshop. */
const meetingSchema = z.strictObject({
  boardId: idSchema,
  title: z.string(),
  organisation: z.string().nullable(),
  meetsAt: timeSchema,
})
const listedWorkshopSchema = z.strictObject({
  ...workshopSummarySchema.shape,
  /** The meetings that are agreed, of boards that the reader may see; the earliest first. */
  meetings: z.array(meetingSchema),
})
/** `GET /api/workshops` and `GET /api/cohorts/:id/workshops`: those that the person may see, the earliest first. */
export const workshopListSchema = z.strictObject({ workshops: z.array(listedWorkshopSchema) })

const namedSchema = z.strictObject({ id: idSchema, name: z.string() })
/** Somebody who came by the workshop's invitation, or is of an organisation. */
const workshopPersonSchema = z.strictObject({
  /** Null for readers who cannot place her: on boards nobody is known by it. */
  id: idSchema.nullable(),
  name: z.string(),
  role: z.enum(['participant', 'facilitator']),
  /** Came by the workshop's invitation, and can be placed on her own. */
  guest: z.boolean(),
  /** Null when it is not known. */
  organisation: z.string().nullable(),
  /** Its id, for who places her. */
  organisationId: idSchema.nullable(),
  /** What she wrote about where she comes from, while nobody vouches for it; only those who place her read it. */
  said: z.string().nullable(),
})
/** `GET /api/workshops/:id`: a group that the person may not see is not in it. */
export const workshopSchema = z.strictObject({
  ...workshopSummarySchema.shape,
  /** The door is closed to the person: nobody and no board but the one where she knocks is in it. */
  outside: z.boolean(),
  /** Where everybody is expected. */
  here: z.enum(WORKSHOP_PLACES),
  lateArrivals: z.enum(LATE_ARRIVALS),
  may: z.strictObject({
    /** Place, invite, assign, change. */
    manage: z.boolean(),
    /** Call everybody, place who is late, close. */
    run: z.boolean(),
    /** Sees all the groups. */
    collate: z.boolean(),
  }),
  /** Null for who was invited to single boards only. */
  plenary: z.strictObject({ boardId: idSchema, title: z.string() }).nullable(),
  groups: z.array(
    z.strictObject({
      boardId: idSchema,
      name: z.string(),
      title: z.string(),
      organisations: z.array(namedSchema),
      people: z.array(workshopPersonSchema),
    }),
  ),
  /** Null when there is none, or the person may not see it. */
  collated: z.strictObject({ boardId: idSchema, title: z.string() }).nullable(),
  coaching: z.array(z.strictObject({ ...meetingSchema.shape, meetsAt: timeSchema.nullable() })),
  /** Organisations and people without a group, for whoever can give them one; else empty. */
  waiting: z.strictObject({ organisations: z.array(namedSchema), people: z.array(workshopPersonSchema) }),
  /** Where the reader is expected now, and her group's board when she has one. */
  mine: z.strictObject({ boardId: idSchema, groupBoardId: idSchema.nullable() }),
})
/** `POST /api/workshops/:id/arrive`: where she is expected; who was not placed is placed by it. */
export const arrivalSchema = z.strictObject({ boardId: idSchema, groupBoardId: idSchema.nullable() })
/** `GET /api/workshops/:id/presence`: who has which board open; only boards that the person may see. */
export const presenceSchema = z.strictObject({
  boards: z.array(z.strictObject({ boardId: idSchema, people: z.array(z.string()) })),
})

const itemIdSchema = z.string().regex(/^shape:[A-Za-z0-9_.:-]{1,80}$/)
const itemPlaceSchema = z.strictObject({ boardId: idSchema, itemId: itemIdSchema })
/** Whether two items were linked as saying the same, or kept apart although they look alike. */
export const COLLATION_LINKS = ['linked', 'apart'] as const
/** `PUT /api/workshops/:id/collation/links`; null takes back what was said of the two. */
export const linkItemsRequestSchema = z.strictObject({
  a: itemPlaceSchema,
  b: itemPlaceSchema,
  link: z.enum(COLLATION_LINKS).nullable(),
})
/** `POST /api/workshops/:id/taken`: items of groups into a zone of the plenary or of the collated board. */
export const takeCollatedRequestSchema = z.strictObject({
  toBoardId: idSchema,
  zoneId: z.string().min(1).max(60),
  items: z.array(itemPlaceSchema).min(1).max(COLLATION_TAKEN_MAX),
})

const collatedItemSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** What its columns say besides the text, in words: `Nature: alerte`. */
  values: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  votes: z.int().nonnegative().nullable(),
  /** The plenary or the collated board has it already. */
  taken: z.boolean(),
})
/** `GET /api/workshops/:id/collation`: zone by zone, all groups side by side. */
export const collationSchema = z.strictObject({
  groups: z.array(z.strictObject({ boardId: idSchema, name: z.string() })),
  zones: z.array(
    z.strictObject({
      id: z.string(),
      label: localisedTextSchema,
      /** In the order of the groups. */
      groups: z.array(z.strictObject({ boardId: idSchema, items: z.array(collatedItemSchema) })),
      /**
       * Terms that were chosen and keywords that several groups wrote, those of most groups first; `label` is the column,
       * empty for a keyword.
       */
      words: z.array(
        z.strictObject({
          label: z.string(),
          value: z.string(),
          items: z.int().positive(),
          groups: z.int().positive(),
        }),
      ),
    }),
  ),
  /** Items of different groups that say the same, or seem to. Both stay where they are. */
  pairs: z.array(
    z.strictObject({
      a: itemPlaceSchema,
      b: itemPlaceSchema,
      state: z.enum(['proposed', ...COLLATION_LINKS]),
      /** They are about the same and disagree: what each says, by the name of what it is said about. */
      disagreement: z.array(z.strictObject({ label: z.string(), a: z.string(), b: z.string() })).nullable(),
    }),
  ),
  /** Boards that items can be taken to, with the zones that take notes. */
  targets: z.array(
    z.strictObject({
      boardId: idSchema,
      kind: z.enum(WORKSHOP_BOARD_KINDS),
      title: z.string(),
      zones: z.array(
        z.strictObject({
          id: z.string(),
          label: localisedTextSchema,
          left: z.int().nonnegative().nullable(),
        }),
      ),
    }),
  ),
})

/** A workshop in a list. */
export type WorkshopSummary = z.infer<typeof workshopSummarySchema>
/** A workshop in the calendar, with its meetings. */
export type ListedWorkshop = z.infer<typeof listedWorkshopSchema>
/** An organisation meets its coach. */
export type Meeting = z.infer<typeof meetingSchema>
/** A workshop as one person sees it. */
export type WorkshopView = z.infer<typeof workshopSchema>
/** Somebody in a workshop. */
export type WorkshopPerson = z.infer<typeof workshopPersonSchema>
/** Who has which board open. */
export type WorkshopPresence = z.infer<typeof presenceSchema>
/** All groups side by side. */
export type Collation = z.infer<typeof collationSchema>
/** An item of a group in the collation. */
export type CollatedItem = z.infer<typeof collatedItemSchema>
/** What a new workshop is made of. */
export type CreateWorkshopRequest = z.input<typeof createWorkshopRequestSchema>
