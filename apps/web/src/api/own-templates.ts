import {
  boardTemplateSchema,
  type createTemplateRequestSchema,
  importPreviewSchema,
  movedBoardSchema,
  ownTemplateListSchema,
  ownTemplateSchema,
  publishedTemplateSchema,
  pushedTemplateSchema,
  savedDraftSchema,
  templateBoardsSchema,
  templateFeedbackSchema,
  templateVersionsSchema,
} from '@tablee/contract'
import { type TemplateDraft, templateDraftSchema } from '@tablee/templates'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

const ownSchema = ownTemplateSchema(templateDraftSchema)
const boardSchema = boardTemplateSchema(templateDraftSchema)

/** A method of one's own as the editor opens it. */
export type OwnTemplate = z.infer<typeof ownSchema>

/** The last save of each method from this page; resolves when it has ended, well or not. */
const lastSaves = new Map<string, Promise<void>>()

/** One's own methods and where one may write some. */
export const ownTemplatesQuery = queryOptions({
  queryKey: ['own-templates'],
  queryFn: ({ signal }) => read('/api/own-templates', ownTemplateListSchema, signal),
})
/** One method of one's own. Read anew whenever the editor opens: its revision is what the next save must name. */
export const ownTemplateQuery = (id: string) =>
  queryOptions({
    queryKey: ['own-templates', id],
    async queryFn({ signal }) {
      // who comes back at once would read what her own last save is about to replace
      await lastSaves.get(id)
      return read(`/api/own-templates/${id}`, ownSchema, signal)
    },
    staleTime: 0,
    gcTime: 0,
  })
/** The versions of a method, newest first. */
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id, 'versions'],
    queryFn: ({ signal }) => read(`/api/templates/${id}/versions`, templateVersionsSchema, signal),
  })
/** One version of a method, which never changes. */
export const versionQuery = (id: string, version: string) =>
  queryOptions({
    queryKey: ['templates', id, 'versions', version],
    queryFn: ({ signal }) => read(`/api/templates/${id}/versions/${version}`, templateDraftSchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
/** The boards made from a method that one may change. */
export const templateBoardsQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id, 'boards'],
    queryFn: ({ signal }) => read(`/api/templates/${id}/boards`, templateBoardsSchema, signal),
  })
/** How the steps of a method went in closed sessions. */
export const templateFeedbackQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id, 'feedback'],
    queryFn: ({ signal }) => read(`/api/templates/${id}/feedback`, templateFeedbackSchema, signal),
  })
/** What differs between a board's version and the newest. */
export const boardTemplateQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['boards', boardId, 'template'],
    queryFn: ({ signal }) => read(`/api/boards/${boardId}/template`, boardSchema, signal),
  })

/** Begins a method: from nothing, or a copy. */
export const createTemplate = (request: z.input<typeof createTemplateRequestSchema>) =>
  command('POST', '/api/own-templates', request, ownSchema)
/** Reads a package file; nothing is kept. */
export const previewImport = (request: { programmeId: string; file: string }) =>
  command('POST', '/api/own-templates/import/preview', request, importPreviewSchema)
/** Takes a package file in. */
export const importTemplate = (request: { programmeId: string; file: string }) =>
  command('POST', '/api/own-templates/import', request, publishedTemplateSchema)
/** Keeps a draft over the revision that it was written on. */
export function saveDraft(
  id: string,
  request: { revision: number; draft: TemplateDraft; licence: string; credits: string },
) {
  const saving = command('PUT', `/api/own-templates/${id}/draft`, request, savedDraftSchema)
  const ended = saving.then(
    () => undefined,
    () => undefined,
  )
  lastSaves.set(id, ended)
  return saving
}
/** Makes a version of a draft. */
export const publishTemplate = (id: string, request: { revision: number; note: string }) =>
  command('POST', `/api/own-templates/${id}/publish`, request, publishedTemplateSchema)
/** Takes a method out of the lists, or back. */
export const archiveTemplate = (id: string, archived: boolean) =>
  command('PATCH', `/api/own-templates/${id}`, { archived }, z.unknown())
/** Corrects the words on every open board of a method. */
export const pushTemplate = (id: string) =>
  command('POST', `/api/templates/${id}/push`, {}, pushedTemplateSchema)
/** Brings one board to the newest version of its method. */
export const moveBoard = (boardId: string) =>
  command('POST', `/api/boards/${boardId}/template`, {}, movedBoardSchema)
