import { commentsSchema, forYouSchema, type WriteCommentRequest } from '@tablee/contract'
import * as z from 'zod'
import { command, read } from './request.ts'

/** What is said on a board. @throws {ApiError} */
export const readComments = (boardId: string, signal?: AbortSignal) =>
  read(`/api/boards/${boardId}/comments`, commentsSchema, signal)

/** Says something; the same id twice is one comment. @throws {ApiError} */
export const sendComment = (boardId: string, request: WriteCommentRequest) =>
  command('POST', `/api/boards/${boardId}/comments`, request, commentsSchema)

/** Marks a conversation as resolved, or opens it again. @throws {ApiError} */
export const resolveComment = (boardId: string, commentId: string, resolved: boolean) =>
  command('PATCH', `/api/boards/${boardId}/comments/${commentId}`, { resolved }, commentsSchema)

/** Takes a comment away. @throws {ApiError} */
export const removeComment = (boardId: string, commentId: string) =>
  command('DELETE', `/api/boards/${boardId}/comments/${commentId}`, {}, commentsSchema)

/** What names the person. @throws {ApiError} */
export const readForYou = (signal?: AbortSignal) => read('/api/for-you', forYouSchema, signal)

/** She has seen all that names her. @throws {ApiError} */
export const markForYouSeen = () => command('POST', '/api/for-you/seen', {}, z.unknown())
