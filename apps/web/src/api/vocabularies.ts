import { type ChangeVocabularyRequest, vocabulariesSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import { command, read } from './request.ts'

/** The words of a programme and what happened to them. */
export const vocabulariesQuery = (programmeId: string) =>
  queryOptions({
    queryKey: ['programmes', programmeId, 'vocabularies'],
    queryFn: ({ signal }) => read(`/api/programmes/${programmeId}/vocabularies`, vocabulariesSchema, signal),
  })
/** Adds one line to their history. */
export const changeVocabulary = (programmeId: string, change: ChangeVocabularyRequest) =>
  command('POST', `/api/programmes/${programmeId}/vocabularies`, change, vocabulariesSchema)
