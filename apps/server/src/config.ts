import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'

/** Shortest secret that the server accepts, in characters (256 bits in base64url are 43). */
const SECRET_MIN = 32
/** Months that raw boards are kept after the end of their cohort, and the most that may be said. */
const KEEP_MONTHS_DEFAULT = 24
const KEEP_MONTHS_MAX = 120
/** Words that examples use for a secret; nobody's data may hang on one of them. */
const KNOWN_SECRETS = /^(change.?me|secret|password|insecure|default|example|test)/i

const portProblem = { error: 'must be a number from 0 to 65535' }
const port = z.coerce.number(portProblem).int(portProblem).min(0, portProblem).max(65_535, portProblem)
const url = (protocols: RegExp) =>
  z.url({ protocol: protocols }).transform((text) => text.replace(/\/+$/, ''))

/**
 * Every variable of the process, the one place where they are described. Each may also be given with the prefix
 * `TABLEE_` (which wins) and as `<NAME>_FILE`, the path of a file that holds the value.
 */
export const configSchema = z.object({
  HOST: z
    .string()
    .min(1)
    .default('localhost')
    .meta({ description: 'Address to listen on. `0.0.0.0` for every network interface.' }),
  PORT: port.default(3000).meta({ description: 'Port to listen on; 0 takes a free one.' }),
  PUBLIC_URL: url(/^https?$/)
    .refine((text) => new URL(text).href === `${new URL(text).origin}/`, {
      error: 'must be an address without a path, e.g. https://tablee.example.org',
    })
    .optional()
    .meta({
      description:
        'Address under which people reach the server, e.g. https://tablee.example.org. Decides links, cookies and the origins that may connect. Default: http://localhost:<PORT>.',
    }),
  NODE_URL: url(/^http$/)
    .refine((text) => new URL(text).href === `${new URL(text).origin}/`, {
      error: 'must be an address without a path, e.g. http://10.0.0.3:3000',
    })
    .optional()
    .meta({
      description:
        'Address under which the other servers of the same PostgreSQL reach this one. Default: this machine’s first network address and PORT.',
    }),
  DATA_DIR: z.string().min(1).default('./data').meta({
    description:
      'Folder of the database, the files and the secret key. The one folder to back up; shared by all servers of one PostgreSQL.',
  }),
  SECRET_KEY: z
    .string()
    .min(SECRET_MIN)
    .refine((text) => !KNOWN_SECRETS.test(text), {
      error: 'is an example value; make one with: openssl rand -base64 32',
    })
    .optional()
    .meta({
      description:
        'Key for sessions, invitations and pseudonymous ids, at least 32 characters. Made and kept in DATA_DIR when absent.',
    }),
  DATABASE_URL: url(/^postgres(ql)?$/)
    .optional()
    .meta({ description: 'PostgreSQL, e.g. postgresql://tablee:…@db/tablee. Default: SQLite in DATA_DIR.' }),
  REDIS_URL: url(/^rediss?$/)
    .optional()
    .meta({ description: 'Redis or Valkey; shares rate limits between servers. Default: kept in memory.' }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ description: 'How much is logged. No level logs what people write.' }),
  NAME_MODEL_DIR: z.string().min(1).optional().meta({
    description:
      'Folder of a local model that looks for names in cases (`config.json`, `tokenizer.json`, `onnx/model_quantized.onnx`); needs the package @huggingface/transformers. Nothing is sent anywhere. Default: none, the lists alone look for names.',
  }),
  RETENTION_MONTHS: z.coerce
    .number({ error: 'must be a number of months from 1 to 120' })
    .int({ error: 'must be a number of months from 1 to 120' })
    .min(1, { error: 'must be a number of months from 1 to 120' })
    .max(KEEP_MONTHS_MAX, { error: 'must be a number of months from 1 to 120' })
    .default(KEEP_MONTHS_DEFAULT)
    .meta({
      description:
        'Months that the raw boards of a cohort are kept after its end, when neither the cohort nor its programme says otherwise. Its coaches are told 30 days before; published cases stay.',
    }),
  TLDRAW_LICENSE_KEY: z.string().min(1).optional().meta({
    description:
      'Licence key for tldraw, if the operator holds one; public by design. Default: none, the watermark is shown.',
  }),
})

const NAMES = Object.keys(configSchema.shape)
const PREFIX = 'TABLEE_'

/** The parsed configuration of the process. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  /** False when PUBLIC_URL was not given: pages of the host that a request was sent to may then connect. */
  readonly publicUrlGiven: boolean
  /** Null when it was not given: then by what the server listens on. */
  readonly nodeUrl: string | null
  readonly dataDir: string
  readonly secretKey: string
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  readonly logLevel: z.infer<typeof configSchema>['LOG_LEVEL']
  readonly tldrawLicenseKey: string | null
  /** How long raw boards are kept after the end of their cohort, in months. */
  readonly retentionMonths: number
  /** Absolute path. */
  readonly nameModelDir: string | null
}

/** A configuration that cannot be used: one line per problem, each with the variable's name. */
export class ConfigInvalid extends Error {
  readonly problems: readonly string[]
  /** Names that look like a misspelt variable: often the reason. */
  readonly warnings: readonly string[]
  constructor(problems: readonly string[], warnings: readonly string[] = []) {
    super(`Configuration is invalid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
    this.warnings = warnings
  }
}

/**
 * Reads the configuration from environment variables and, for `*_FILE`, from files.
 * @returns the configuration and warnings about names that look like a misspelt variable.
 * @throws {ConfigInvalid} with every problem found, not only the first.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): {
  config: Config
  warnings: string[]
} {
  const problems: string[] = []
  const values: Record<string, string> = {}
  const sourceOf: Record<string, string> = {}
  for (const name of NAMES) {
    const given = [`${PREFIX}${name}`, name].find((key) => env[key] !== undefined && env[key] !== '')
    const file = [`${PREFIX}${name}_FILE`, `${name}_FILE`].find(
      (key) => env[key] !== undefined && env[key] !== '',
    )
    if (given && file) problems.push(`${given} and ${file} are both set: keep one`)
    if (given) values[name] = env[given] ?? ''
    else if (file) {
      try {
        values[name] = readFileSync(env[file] ?? '', 'utf8').trim()
      } catch (error) {
        problems.push(
          `${file}: cannot read the file (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})`,
        )
      }
    }
    sourceOf[name] = given ?? file ?? name
  }
  const parsed = configSchema.safeParse(values)
  if (!parsed.success)
    for (const issue of parsed.error.issues)
      problems.push(`${sourceOf[String(issue.path[0])]}: ${issue.message}`)
  if (!parsed.success || problems.length > 0) throw new ConfigInvalid(problems, misspelt(env))
  const read = parsed.data
  const dataDir = resolve(read.DATA_DIR)
  return {
    config: {
      host: read.HOST,
      port: read.PORT,
      publicUrl: read.PUBLIC_URL ?? `http://localhost:${read.PORT}`,
      publicUrlGiven: read.PUBLIC_URL !== undefined,
      nodeUrl: read.NODE_URL ?? null,
      dataDir,
      secretKey: read.SECRET_KEY ?? keptSecret(dataDir),
      databaseUrl: read.DATABASE_URL ?? null,
      redisUrl: read.REDIS_URL ?? null,
      logLevel: read.LOG_LEVEL,
      tldrawLicenseKey: read.TLDRAW_LICENSE_KEY ?? null,
      retentionMonths: read.RETENTION_MONTHS,
      nameModelDir: read.NAME_MODEL_DIR === undefined ? null : resolve(read.NAME_MODEL_DIR),
    },
    warnings: misspelt(env),
  }
}

/** The key in the data folder, made at the first start. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret-key')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if (!existsSync(path)) makeSecret(path)
    const secret = readFileSync(path, 'utf8').trim()
    if (secret.length >= SECRET_MIN) return secret
  } catch (error) {
    throw new ConfigInvalid([
      `DATA_DIR: cannot keep the secret key in ${dataDir} (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})`,
    ])
  }
  throw new ConfigInvalid([`SECRET_KEY: the file ${path} is damaged; restore it from a backup`])
}

/** Makes the key appear whole and once: of two first starts at the same moment the earlier one's counts for both. */
function makeSecret(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Warnings about `TABLEE_*` names that no variable has, each with the nearest known name. */
function misspelt(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = NAMES.flatMap((name) => [`${PREFIX}${name}`, `${PREFIX}${name}_FILE`])
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .map((name) => {
      const nearest = known.reduce((best, candidate) =>
        distance(name, candidate) < distance(name, best) ? candidate : best,
      )
      return `${name} is not a variable of Tablée; did you mean ${nearest}?`
    })
}

/** Levenshtein distance of two short names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    row = next
  }
  return row[b.length] ?? 0
}
