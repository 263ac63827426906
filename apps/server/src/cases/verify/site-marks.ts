import type { Check } from './checks.ts'
import type { CaseOnSite, SentFile } from './read-site.ts'

/** Headers that tell a reader from another, or one moment from another. */
const TELLING = ['set-cookie', 'last-modified', 'x-powered-by', 'server', 'x-request-id']

/** What only shows from outside: headers, languages, addresses that lead nowhere. */
export function verifySite({
  files,
  missing,
  document,
}: CaseOnSite): { about: string; problems: Check['problems'] }[] {
  return [
    {
      about: 'no cookie, no moment, no program named in a header',
      problems: files.flatMap((file) =>
        TELLING.filter((header) => file.headers.has(header)).map((why) => ({ place: file.name, why })),
      ),
    },
    {
      about: 'pages run no script and ask nobody else',
      problems: files
        .filter((file) => file.name.endsWith('.html') && !isStrict(file))
        .map(({ name }) => ({ place: name, why: 'content-security-policy' })),
    },
    {
      about: 'each page is in its language',
      problems: files
        .filter(({ name }) => /^(?:case|gallery)\.\w\w\.html$/.test(name))
        .filter((file) => !textOf(file).includes(`<html lang="${file.name.split('.')[1] ?? ''}"`))
        .map(({ name }) => ({ place: name, why: 'language' })),
    },
    {
      about: 'the case is in the feeds, the sitemap and the tables',
      problems: files
        .filter(({ name }) => /^(?:feed|sitemap|all)\./.test(name))
        .filter((file) => !textOf(file).includes(document.slug))
        .map(({ name }) => ({ place: name, why: 'not listed' })),
    },
    {
      about: 'every address that its page names answers',
      problems: missing.map((place) => ({ place, why: 'no answer' })),
    },
  ]
}

function isStrict({ headers, bytes }: SentFile): boolean {
  const policy = headers.get('content-security-policy') ?? ''
  return (
    policy.includes("default-src 'none'") &&
    !policy.includes('unsafe-inline') &&
    !/<script/i.test(new TextDecoder().decode(bytes))
  )
}

function textOf({ bytes }: SentFile): string {
  return new TextDecoder().decode(bytes)
}
