/** How the keys of all methods begin that are being written on a device and did not reach the server yet. */
export const DRAFT_PREFIX = 'tablee.method.'
