import type { Lang } from '@tablee/board'
import { fill } from '../../exports/words.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import nl from './locales/nl.json' with { type: 'json' }
import type { PersonExport } from './person-export.ts'

const WORDS: Readonly<Record<Lang, typeof fr>> = { fr, nl, en }

/** What is kept about a person, to be read by her: headings and lines. */
export function writePersonText(about: PersonExport, lang: Lang): string {
  const words = WORDS[lang]
  const { person } = about
  const part = (title: string, lines: readonly string[] | undefined) => {
    const said = lines === undefined ? [words.hersAlone] : lines.length > 0 ? lines : [words.none]
    return [`## ${title}`, '', ...said, ''].join('\n')
  }
  const item = (...pieces: readonly (string | null)[]) =>
    `- ${pieces.filter((piece) => piece !== null && piece !== '').join(' · ')}`
  return [
    `# ${words.title}`,
    '',
    `${words.exportedAt} ${about.exportedAt}`,
    '',
    words.intro,
    '',
    part(words.person, [
      item(words.name, person.name),
      item(words.email, person.email ?? words.noEmail),
      item(words.language, person.language),
      item(words.since, person.since),
    ]),
    part(
      words.signIns,
      about.signIns?.map(({ since, until, address, browser }) =>
        item(
          `${words.since} ${String(since)}`,
          `${words.until} ${String(until)}`,
          address && `${words.address} ${address}`,
          browser && `${words.browser} ${browser}`,
        ),
      ),
    ),
    part(
      words.roles,
      about.roles.map(({ role, place, since }) => item(role, place, since)),
    ),
    ...about.notes.map(({ board, snapshot, notes }) =>
      part(
        `${words.notes} – ${board}${snapshot === null ? '' : ` (${words.snapshot} « ${snapshot} »)`}`,
        notes.map(({ zone, text }) => item(zone || words.outside, oneLine(text))),
      ),
    ),
    ...(about.notes.length === 0 ? [part(words.notes, [])] : []),
    part(
      words.hiddenNotes,
      about.hiddenNotes?.map(({ board, zone, text }) => item(board, zone, oneLine(text))),
    ),
    part(
      words.comments,
      about.comments.map(({ board, text, at }) => item(board, at, oneLine(text))),
    ),
    part(words.mentions, [item(fill(words.mentionsText, about.mentions))]),
    part(
      words.votes,
      about.votes?.map(({ board, zone, openedAt, votes, voices }) =>
        item(board, zone, openedAt, JSON.stringify(votes), `${voices} ${words.voices}`),
      ),
    ),
    part(
      words.made,
      about.made.map(({ what, title, at }) => item(words[what], title, at)),
    ),
    part(
      words.workshops,
      about.workshops.map(({ workshop, organisation, said }) => item(workshop, organisation, said)),
    ),
    part(
      words.doors,
      about.doors.map(({ state, at }) => item(state, at)),
    ),
    part(
      words.consents,
      about.consents?.map(({ state, level, spread, at, words: said }) =>
        item(state, level, spread, at, JSON.stringify(said)),
      ),
    ),
    part(
      words.casework,
      about.casework?.map(({ act, at }) => item(act, at)),
    ),
    part(
      words.roster,
      about.roster.map(({ name, aliases, roleClass }) => item(name, aliases.join(', '), roleClass)),
    ),
  ].join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' / ')
}
