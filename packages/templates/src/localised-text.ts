import * as z from 'zod'

const wording = z.string().trim().min(1)

/** A text in each of the product's languages; none may be missing or blank. */
export const localisedTextSchema = z.strictObject({ fr: wording, nl: wording, en: wording })
