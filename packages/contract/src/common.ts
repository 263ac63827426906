import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { COLOUR_CAPTION_MAX, PERSON_NAME_MAX, TITLE_MAX } from './limits.ts'

/**
 * Characters that change how a line is read without being seen: controls, direction, width zero, line ends of their own;
 * and what no file can carry: halves of characters, and the two that are none.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u
/** A name of joiners and accents alone is none. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !INVISIBLE.test(text) && VISIBLE.test(text), { error: 'invisible_characters' })

/** An id made by the server: 8 to 64 characters of `A-Z a-z 0-9 _ -`. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
/** A one-line title. */
export const titleSchema = line(TITLE_MAX)
/** A person's name as she writes it; a first name is enough. */
export const personNameSchema = line(PERSON_NAME_MAX)
/** What a colour of a board stands for. */
export const colourCaptionSchema = line(COLOUR_CAPTION_MAX)
/** A language of the interface. */
export const langSchema = z.enum(LANGUAGES)
/** A moment, ISO 8601 in UTC. */
export const timeSchema = z.iso.datetime()
/** A text in the three languages. */
export const localisedTextSchema = z.strictObject({ fr: z.string(), nl: z.string(), en: z.string() })
/** Path parameters with one id. */
export const idParamsSchema = z.strictObject({ id: idSchema })
/** The answer of a request that has nothing to say. */
export const okSchema = z.strictObject({ ok: z.literal(true) })
