import { signInRequestSchema } from '@tablee/contract'
import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { ApiError } from '../api/api-error.ts'
import { fieldProblems, refusedFields } from './form-problems.ts'

// The key instead of the sentence: which words it is, the locale files decide.
const t = ((key: string) => key) as unknown as TFunction // only the plain call is used here

test('an empty field is to be filled in, a wrong one is said to be wrong', () => {
  expect(fieldProblems(signInRequestSchema, { email: '', password: '' }, t)).toEqual({
    email: 'field.required',
    password: 'field.required',
  })
  expect(fieldProblems(signInRequestSchema, { email: 'amina', password: 'x' }, t)).toEqual({
    email: 'field.invalid_format',
  })
})

test('a text that is too short says how long it must be', () => {
  expect(fieldProblems(z.object({ next: z.string().min(10) }), { next: 'court' }, t)).toEqual({
    next: 'field.too_short',
  })
})

test('fields that the server refused stand at their path', () => {
  const error = new ApiError('request_invalid', {
    fields: [{ path: 'profile.sector', problem: 'unknown_thing' }],
  })
  expect(refusedFields(error, t)).toEqual({ 'profile.sector': 'field.invalid' })
  expect(refusedFields(new TypeError('x'), t)).toEqual({})
})
