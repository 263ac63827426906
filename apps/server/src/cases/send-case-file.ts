import type { FastifyReply } from 'fastify'
import { attachmentHeader } from '../exports/file-names.ts'
import { DRAWING_CSP } from '../plugins/security-headers.ts'
import { CASE_FILES, type CaseFileName } from '../publication/files/case-file-names.ts'

/** Files that a browser keeps instead of showing them. */
const SAVED: readonly CaseFileName[] = ['case.docx']
/** Browsers show no PDF that is shut in, and nothing in one runs. */
const PDF_CSP = "frame-ancestors 'none'"

/** Sends a file of a published case. */
export function sendCaseFile(
  reply: FastifyReply,
  { name, slug, bytes }: { name: CaseFileName; slug: string; bytes: Uint8Array },
): FastifyReply {
  const { path, type } = CASE_FILES[name]
  if (SAVED.includes(name)) void reply.header('content-disposition', attachmentHeader(slug + path))
  return reply
    .header('content-security-policy', name === 'case.pdf' ? PDF_CSP : DRAWING_CSP)
    .type(type)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
