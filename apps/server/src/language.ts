import { LANGUAGES, type Lang } from '@tablee/board'
import type { FastifyRequest } from 'fastify'

/** The language that a request asks for (`Accept-Language`, by its weights), French when it asks for none that we have. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Lang {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([0-9.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { lang: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .sort((a, b) => b.weight - a.weight)
  for (const { lang } of wanted) {
    const known = LANGUAGES.find((language) => language === lang)
    if (known) return known
  }
  return 'fr'
}
