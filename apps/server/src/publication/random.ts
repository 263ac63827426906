import { randomInt } from 'node:crypto'

/** A number from 0 up to 1 that cannot be foretold. */
export const random = (): number => randomInt(2 ** 32) / 2 ** 32
