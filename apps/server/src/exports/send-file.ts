import type { ExportFormat } from '@tablee/contract'
import type { FastifyReply } from 'fastify'
import { DRAWING_CSP } from '../plugins/security-headers.ts'
import { attachmentHeader } from './file-names.ts'
import type { ExportedFile } from './formats/exported-file.ts'

const CONTENT_TYPES: Readonly<Record<ExportFormat | 'zip', string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  md: 'text/markdown; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  zip: 'application/zip',
}

/** Answers with a file to keep, under its name; nobody stores it on the way. */
export function sendFile(reply: FastifyReply, { name, bytes }: ExportedFile): FastifyReply {
  const ending = name.slice(name.lastIndexOf('.') + 1)
  const isKnown = (format: string): format is keyof typeof CONTENT_TYPES =>
    Object.hasOwn(CONTENT_TYPES, format)
  return reply
    .header('content-disposition', attachmentHeader(name))
    .header('content-security-policy', DRAWING_CSP)
    .header('cache-control', 'no-store')
    .type(isKnown(ending) ? CONTENT_TYPES[ending] : 'application/octet-stream')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
