import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigInvalid, configSchema, readConfig } from './config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablee-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const SECRET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** The problems of an environment, one line each. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig({ DATA_DIR: folder, ...env })
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems
    throw error
  }
  return []
}

test('without any variable: localhost, port 3000, SQLite in ./data, a key that is made and kept', () => {
  const { config, warnings } = readConfig({ DATA_DIR: folder })
  expect(config).toMatchObject({
    host: 'localhost',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    publicUrlGiven: false,
    nodeUrl: null,
    databaseUrl: null,
    redisUrl: null,
    logLevel: 'info',
    tldrawLicenseKey: null,
    retentionMonths: 24,
    nameModelDir: null,
  })
  expect(warnings).toEqual([])
  expect(config.secretKey).toMatch(/^[\w-]{43}$/)
  expect(readConfig({ DATA_DIR: folder }).config.secretKey).toBe(config.secretKey)
  expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600)
})

test('every variable is described', () => {
  for (const [name, schema] of Object.entries(configSchema.shape))
    expect([name, schema.meta()?.description?.length ?? 0]).toEqual([name, expect.any(Number)])
  expect(Object.keys(configSchema.shape)).toEqual([
    'HOST',
    'PORT',
    'PUBLIC_URL',
    'NODE_URL',
    'DATA_DIR',
    'SECRET_KEY',
    'DATABASE_URL',
    'REDIS_URL',
    'LOG_LEVEL',
    'NAME_MODEL_DIR',
    'RETENTION_MONTHS',
    'TLDRAW_LICENSE_KEY',
  ])
})

test('a value may stand in a file, which loses its last line break', () => {
  const path = join(folder, 'secret')
  writeFileSync(path, `${SECRET}\n`)
  expect(readConfig({ DATA_DIR: folder, SECRET_KEY_FILE: path }).config.secretKey).toBe(SECRET)
  expect(readConfig({ DATA_DIR: folder, TABLEE_SECRET_KEY_FILE: path }).config.secretKey).toBe(SECRET)
})

test('a name with the prefix TABLEE_ wins over the same name without', () => {
  expect(readConfig({ DATA_DIR: folder, PORT: '4000', TABLEE_PORT: '5000' }).config.port).toBe(5000)
})

test('an empty value is none', () => {
  expect(readConfig({ DATA_DIR: folder, PORT: '', REDIS_URL: '' }).config).toMatchObject({
    port: 3000,
    redisUrl: null,
  })
})

test('PUBLIC_URL loses its last slash', () => {
  const { config } = readConfig({ DATA_DIR: folder, PUBLIC_URL: 'https://tablee.example.org/' })
  expect(config).toMatchObject({ publicUrl: 'https://tablee.example.org', publicUrlGiven: true })
})

test.each(['https://example.org/tablee', 'https://example.org/?x', 'https://anna@example.org'])(
  'PUBLIC_URL %s is refused: pages and cookies are at the root of their host',
  (address) => {
    expect(problemsOf({ PUBLIC_URL: address })).toEqual([
      expect.stringMatching(/^PUBLIC_URL: must be an address without a path/),
    ])
  },
)

test('all problems are told at once, each with the name of its variable', () => {
  const problems = problemsOf({
    PORT: 'eighty',
    PUBLIC_URL: 'ftp://example.org',
    TABLEE_LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://db',
    SECRET_KEY_FILE: join(folder, 'missing'),
  })
  for (const name of ['PORT', 'PUBLIC_URL', 'TABLEE_LOG_LEVEL', 'DATABASE_URL', 'SECRET_KEY_FILE'])
    expect(problems.filter((line) => line.startsWith(`${name}:`))).toHaveLength(1)
  expect(problems).toHaveLength(5)
})

test('a misspelt name is told together with the problems: it may be the reason', () => {
  const read = () => readConfig({ DATA_DIR: folder, PORT: 'x', TABLEE_PROT: '80' })
  expect(read).toThrow('PORT: must be a number from 0 to 65535')
  expect(read).toThrow(
    expect.objectContaining({ warnings: [expect.stringContaining('did you mean TABLEE_PORT?')] }),
  )
})

test('a value and its file together are refused', () => {
  const path = join(folder, 'port')
  writeFileSync(path, '4000')
  expect(problemsOf({ PORT: '3000', PORT_FILE: path })).toEqual(['PORT and PORT_FILE are both set: keep one'])
})

test.each(['change-me-change-me-change-me-change-me', 'too short'])(
  'the secret %j is refused unseen',
  (secret) => {
    const problems = problemsOf({ SECRET_KEY: secret })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^SECRET_KEY: /)
    expect(problems[0]).not.toContain(secret)
  },
)

test('a damaged key file is not replaced: sessions and invitations hang on it', () => {
  writeFileSync(join(folder, 'secret-key'), 'short')
  expect(problemsOf({})).toEqual([expect.stringMatching(/^SECRET_KEY: .*damaged/)])
  expect(readFileSync(join(folder, 'secret-key'), 'utf8')).toBe('short')
})

test('a data folder that cannot be made is a problem of DATA_DIR', () => {
  writeFileSync(join(folder, 'a-file'), '')
  expect(problemsOf({ DATA_DIR: join(folder, 'a-file', 'data') })).toEqual([
    expect.stringMatching(/^DATA_DIR: cannot keep the secret key .*ENOTDIR/),
  ])
})

test('a misspelt TABLEE_ name is warned about with the nearest known one', () => {
  const { warnings } = readConfig({
    DATA_DIR: folder,
    TABLEE_PUBLC_URL: 'x',
    TABLEE_PORT_FIL: 'x',
    OTHER: 'x',
  })
  expect(warnings).toEqual([
    'TABLEE_PUBLC_URL is not a variable of Tablée; did you mean TABLEE_PUBLIC_URL?',
    'TABLEE_PORT_FIL is not a variable of Tablée; did you mean TABLEE_PORT_FILE?',
  ])
})
