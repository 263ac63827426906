import type { KnownPerson, StoredField } from '../evidence.ts'
import type { Finding, Trace } from '../find-authors.ts'
import { personByIdIn, personByNameIn } from './names.ts'

/** Names of fields, and of columns, that say who: in the languages of the product, too. */
const SAYS_WHO =
  /(^|[._-])(by|author|auteur|autrice|auteurs?rice|writer|creator|created_?by|owner|user|user_?id|person|person_?id|participant|actor|actor_?id|session|session_?id|device|device_?id|client|client_?id|ip|email|schrijver|geschreven|deelnemer|maker|écrit_par|cr[eé][eé]_par|nom)$/i

/** What is stored with a note: an id or a name of somebody who is known, or a field that is there to say who. */
export const traceFields: Trace = (notes, { people }) =>
  notes.flatMap((note) =>
    note.fields.flatMap((field): Finding[] => {
      const found = lookAt(field, people)
      if (!found) return []
      const { isPast, path } = field
      return [
        {
          noteId: note.id,
          trace: isPast ? 'history' : found.trace,
          author: found.author,
          source: note.source,
          detail: `field ${path}${isPast ? ', which stands there no more' : ''}`,
        },
      ]
    }),
  )

function lookAt(
  { path, value, isContent }: StoredField,
  people: readonly KnownPerson[],
): { trace: 'field' | 'name'; author: string } | null {
  const text = String(value)
  const byId = personByIdIn(text, people)
  if (byId) return { trace: 'field', author: byId.label }
  // names on a note are what it speaks of
  if (isContent || text.trim() === '') return null
  const key = path.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('·', '')
  const byName = personByNameIn(text, people)
  if (SAYS_WHO.test(key)) return { trace: 'field', author: byName?.label ?? text }
  return byName ? { trace: 'name', author: byName.label } : null
}
