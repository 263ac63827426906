import type { Kysely } from 'kysely'

/** The two databases that every store runs on. */
export type DialectName = 'sqlite' | 'postgres'

/** One step of the schema, forward only: an older program refuses a newer database instead of undoing it. */
// biome-ignore lint/suspicious/noExplicitAny: a migration runs against the schema of its time, which no type describes
export type MigrationStep = (db: Kysely<any>, dialect: DialectName) => Promise<void>

/** The column type for bytes. */
export function bytesType(dialect: DialectName): 'blob' | 'bytea' {
  return dialect === 'sqlite' ? 'blob' : 'bytea'
}

/** Bytes as both drivers take them; the memory is shared, not copied. */
export function bytesValue(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
