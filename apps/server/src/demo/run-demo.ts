import { randomBytes } from 'node:crypto'
import type { ErrorCode } from '@tablee/contract'
import { insertGuest, makeAccount } from '../accounts/store.ts'
import { insertMembership } from '../cohorts/membership-store.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type FilledDemo, fillDemo } from './fill-demo.ts'
import { findAdminIds } from './store.ts'

/** Random bytes of a demonstration password (96 bits). */
const PASSWORD_BYTES = 12
/** Code of the organisation whose boards the demonstration's participant sees. */
const FIRST_ORGANISATION = 'A01'

/**
 * `npm run demo`: the fictional cohort, and an account for each point of view. Works beside a running server: both
 * write to the same database.
 * @returns the lines to print; the passwords are nowhere else.
 */
export async function runDemo(context: Context): Promise<string[]> {
  const { db, sessions } = context
  const accounts: DemoAccount[] = []
  for (const view of POINTS_OF_VIEW) {
    const password = randomBytes(PASSWORD_BYTES).toString('base64url')
    const passwordHash = await sessions.hashPassword(password)
    accounts.push({ ...view, email: `${view.roles[0]}@demo.example`, password, passwordHash })
  }
  try {
    await fillDemo(context, {
      teamIds: await findAdminIds(db),
      async more(transaction, filled) {
        for (const account of accounts) await insertAccount(transaction, account, filled, context.now())
      },
    })
  } catch (error) {
    const sentence = error instanceof AppError ? REFUSALS[error.code] : undefined
    if (sentence === undefined) throw error
    return [`${sentence} Nothing was changed.`]
  }
  return [
    'The cohort "Printemps" is ready. Sign in at',
    `  ${context.config.publicUrl}/connexion`,
    '',
    ...accounts.map(({ email, password, sees }) => `  ${email.padEnd(26)} ${password}   ${sees}`),
    '',
    'To play a whole session by hand: apps/server/src/demo/README.md',
    'The passwords are shown this once. Remove these accounts before real use.',
  ]
}

const REFUSALS: Readonly<Partial<Record<ErrorCode, string>>> = {
  demo_not_empty:
    'This instance already has programmes: the demonstration cohort is only added to an empty one.',
  email_taken: 'An account with an address of the demonstration (…@demo.example) exists already.',
}

const POINTS_OF_VIEW = [
  { name: 'Alix', roles: ['coach'], scopeKind: 'cohort', sees: 'coach: all boards of the cohort' },
  {
    name: 'Sacha',
    roles: ['facilitator'],
    scopeKind: 'cohort',
    sees: 'facilitator: every session, or the groups that the coach gives her',
  },
  {
    name: 'Camille',
    roles: ['participant'],
    scopeKind: 'organisation',
    sees: 'participant: the boards of one organisation',
  },
  {
    name: 'Dominique',
    roles: ['editor', 'publisher'],
    scopeKind: 'cohort',
    sees: 'editor: offered snapshots and cases',
  },
  { name: 'Claude', roles: ['funder'], scopeKind: 'programme', sees: 'funder: published cases only' },
] as const

type DemoAccount = (typeof POINTS_OF_VIEW)[number] & {
  readonly email: string
  readonly password: string
  readonly passwordHash: string
}

async function insertAccount(
  db: Context['db'],
  { name, roles, scopeKind, email, passwordHash }: DemoAccount,
  { programmeId, cohortId, organisationIds }: FilledDemo,
  now: number,
): Promise<void> {
  const scopeIds = {
    programme: programmeId,
    cohort: cohortId,
    organisation: organisationIds.get(FIRST_ORGANISATION) ?? '',
  }
  const personId = await insertGuest(db, { name, lang: 'fr' }, now)
  if (!(await makeAccount(db, personId, { email, passwordHash }, now))) throw new AppError('email_taken')
  for (const role of roles)
    await insertMembership(db, { personId, role, scopeKind, scopeId: scopeIds[scopeKind] }, now)
}
