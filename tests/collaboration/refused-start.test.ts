import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeNewer } from '../../apps/server/src/testing/make-newer.ts'
import { freePort } from '../running/free-port.ts'
import { newDataFolder, runToEnd, startServer } from '../running/start-server.ts'

let folder: Awaited<ReturnType<typeof newDataFolder>>
beforeEach(async () => {
  folder = await newDataFolder()
})
afterEach(() => folder.remove())

const refused = async (env: Record<string, string>) => {
  const { status, output } = await runToEnd({
    DATA_DIR: folder.dataDir,
    PORT: String(await freePort()),
    ...env,
  })
  expect(output).not.toContain('Tablée: http')
  expect(output).not.toMatch(/^\s+at /m)
  expect(status).toBe(1)
  return output
}

test('every problem of the configuration is told with its variable’s name, and no value that may be secret', async () => {
  const known = join(folder.dataDir, 'known-secret')
  await writeFile(known, 'change-me-change-me-change-me-change-me')
  const output = await refused({
    PORT: 'http',
    PUBLIC_URL: 'tablee.example.org',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'mysql://tablee:motdepasse@db/tablee',
    REDIS_URL_FILE: join(folder.dataDir, 'missing'),
    HOST: 'localhost',
    HOST_FILE: known,
    TABLEE_SECRET_KEY_FILE: known,
    TABLEE_PROT: '80',
  })
  for (const line of [
    /- PORT: /,
    /- PUBLIC_URL: /,
    /- LOG_LEVEL: /,
    /- DATABASE_URL: /,
    /- REDIS_URL_FILE: cannot read the file \(ENOENT\)/,
    /- HOST and HOST_FILE are both set: keep one/,
    /- TABLEE_SECRET_KEY_FILE: is an example value/,
  ])
    expect(output).toMatch(line)
  expect(output).not.toContain('change-me')
  expect(output).not.toContain('motdepasse')
})

test('a misspelt name is warned about even when the start is refused', async () => {
  expect(await refused({ TABLEE_PROT: '80', PORT: 'http' })).toContain(
    'TABLEE_PROT is not a variable of Tablée; did you mean TABLEE_PORT?',
  )
})

test('a misspelt name alone is a warning, and the server starts', async () => {
  const server = await startServer({ dataDir: folder.dataDir, env: { TABLEE_PROT: '80' } })
  expect(server.output()).toContain('did you mean TABLEE_PORT?')
  expect(await server.stop()).toBe(0)
})

test('a database newer than the program is left as it is, byte for byte', async () => {
  const server = await startServer({ dataDir: folder.dataDir })
  await server.stop()
  const path = join(folder.dataDir, 'tablee.db')
  await makeNewer({ databaseUrl: null, dataDir: folder.dataDir }, '999-from-the-future')
  const hash = async () =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  const before = await hash()
  expect(await refused({})).toMatch(/newer than this program \(it has: 999-from-the-future\)/)
  expect(await hash()).toBe(before)
})

test.each([
  ['tablee.db', 'a file that is no database', /DATA_DIR: .*SQLITE_NOTADB/],
  ['server.lock', 'a file that is no lock', /DATA_DIR: .*SQLITE_NOTADB/],
])('%s that is damaged is named, not replaced', async (name, content, message) => {
  await writeFile(join(folder.dataDir, name), content.padEnd(4096, '.'))
  expect(await refused({})).toMatch(message)
  expect(await readFile(join(folder.dataDir, name), 'utf8')).toContain(content)
})

test('a folder in the place of the database is a problem of DATA_DIR', async () => {
  await mkdir(join(folder.dataDir, 'tablee.db'))
  expect(await refused({})).toMatch(/DATA_DIR: .*SQLITE_CANTOPEN/)
})

test('a port that is taken, and a host that is not this machine, are named', async () => {
  const other = createServer().listen(0, 'localhost')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  expect(await refused({ PORT: port })).toContain(`PORT: ${port} is in use`)
  other.close()
  expect(await refused({ HOST: '192.0.2.1' })).toContain('HOST: 192.0.2.1 is no address of this machine')
  expect(await refused({ HOST: 'nowhere.invalid' })).toContain('HOST: nowhere.invalid')
})

test('a database server that does not answer is a problem of DATABASE_URL, told without its password', async () => {
  const url = `postgresql://tablee:motdepasse@localhost:${await freePort()}/tablee`
  const output = await refused({ DATABASE_URL: url })
  expect(output).toMatch(/DATABASE_URL: .*ECONNREFUSED/)
  expect(output).not.toContain('motdepasse')
})

test('of two first starts at the same moment one serves and the other is refused', async () => {
  const starts = await Promise.allSettled([1, 2].map(() => startServer({ dataDir: folder.dataDir })))
  const serving = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const reasons = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []))
  await Promise.all(serving.map((server) => server.stop()))
  expect(serving).toHaveLength(1)
  expect(reasons).toEqual([expect.stringMatching(/ended with 1:\nAnother server already runs on/)])
})
