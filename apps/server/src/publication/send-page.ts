import type { FastifyReply, FastifyRequest } from 'fastify'
import { isKnown, type MadePage } from './page-cache.ts'

/** No script, no inline style, nothing from elsewhere. */
const PUBLIC_CSP =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** What public pages are. */
export const HTML_TYPE = 'text/html; charset=utf-8'

/** Sends a page of ours with its own, stricter policy. */
export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('content-security-policy', PUBLIC_CSP).type(HTML_TYPE).send(page)
}

/** Sends what anybody may read, or that the reader has it already; asked anew each time, it may be withdrawn. */
export function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  page: MadePage & { type: string },
): FastifyReply {
  void reply
    .header('cache-control', 'no-cache')
    .header('vary', 'accept-language')
    .header('etag', page.etag)
    .header('content-security-policy', PUBLIC_CSP)
  if (isKnown(page, request.headers['if-none-match'])) return reply.code(304).send()
  return reply.type(page.type).send(page.body)
}
