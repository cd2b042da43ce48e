import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openStore } from '@patchbay/runtime'
import { startPostgres, startRedis } from '@patchbay/test-servers'
import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { createFinder, type Canary, type Hit } from '../at-rest/canaries.ts'
import { startConfidantVendor } from '../at-rest/confidant-vendor.ts'
import { scanFolder } from '../at-rest/scan-folder.ts'
import { useEverything } from '../at-rest/use-everything.ts'
import type { Drill } from '../drill.ts'
import { adminKey, patchbayProgram, startRuntime } from '../support/runtime-process.ts'
import { keyEntry } from '../vault/open-drill-vault.ts'

const run = promisify(execFile)
const connector = fileURLToPath(new URL('../../connectors/confidant', import.meta.url))

/** What was found in one installation. */
interface Finding {
  readonly files: number
  readonly bytes: number
  readonly canaries: number
  readonly hits: readonly Hit[]
  readonly failures: readonly string[]
}

interface Installation {
  readonly environment: Readonly<Record<string, string>>
  readonly secrets: readonly Canary[]
  /** Folders to be read once everything was used, by what they are. */
  readonly prepareFolders: () => Promise<Readonly<Record<string, string>>>
}

async function examine(
  folder: string,
  { environment, secrets, prepareFolders }: Installation,
): Promise<Finding> {
  const marker = `visible${randomBytes(12).toString('hex')}`
  const vendor = await startConfidantVendor(marker)
  const data = join(folder, 'data')
  const all = {
    ...environment,
    PATCHBAY_DATA: data,
    PATCHBAY_CONNECTORS: connector,
    PATCHBAY_EGRESS_ALLOW: vendor.origin,
    LOG_LEVEL: 'debug',
  }
  const runtime = await startRuntime({ environment: all, startWithin: 60_000 })
  try {
    const told = await useEverything(runtime, vendor.origin)
    runtime.signal('SIGTERM')
    await runtime.ended
    const failures = [...told.failures]
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    mkdirSync(data, { recursive: true }) // with servers, nothing may be in it
    await run(process.execPath, [...patchbayProgram, 'backup', join(backups, 'archive')], {
      env: { PATH: process.env['PATH'], ...all, PATCHBAY_ADMIN_KEY: adminKey },
    })

    const ringFile = join(data, 'key-ring')
    const ring = existsSync(ringFile) ? readFileSync(ringFile, 'utf8') : ''
    if (ring !== '' && (statSync(ringFile).mode & 0o777) !== 0o600)
      failures.push('key-ring: others can read it')
    const generated = (ring.match(/^key-.*$/gm) ?? []).flatMap(ringSecrets)
    const canaries = [...secrets, ...generated, ...told.canaries, ...vendor.tokens]
    const find = createFinder(canaries)
    const control = createFinder([{ name: 'marker', text: 'visible-key' }])
    const folders = { data, backups, ...(await prepareFolders()) }
    const scans = Object.entries(folders).map(([name, path]) => {
      const scan = scanFolder(path, (file, bytes) => find(`${name}: ${file}`, bytes), ['key-ring'])
      const seen = scanFolder(path, control).hits.length > 0
      const isLegible = name !== 'backups' && scan.files > 0
      // Where nothing of what is no secret is found, nothing is proven of what is.
      if (
        name !== 'redis' &&
        isLegible &&
        !seen &&
        (name !== 'data' || environment['DATABASE_URL'] === undefined)
      ) {
        failures.push(`${name}: not even what is no secret was found`)
      }
      if (
        name === 'redis' &&
        scanFolder(path, createFinder([{ name: 'marker', text: marker }])).hits.length === 0
      ) {
        failures.push('redis: the cached answer was not found')
      }
      return scan
    })
    const heard = vendor.heard()
    for (const name of ['first credential', 'second credential', 'entered refresh token', 'client secret']) {
      const text = canaries.find((canary) => canary.name === name)?.text ?? '?'
      if (!heard.includes(text)) failures.push(`${name}: was never used`)
    }
    const texts = [...told.answers, ['log', runtime.output()] as const].flatMap(([where, text]) =>
      find(where, Buffer.from(text)),
    )
    if (!runtime.output().includes('visible-key')) failures.push('log: not even what is no secret was found')
    return {
      files: scans.reduce((sum, { files }) => sum + files, 0),
      bytes: scans.reduce((sum, { bytes }) => sum + bytes, 0),
      canaries: canaries.length,
      hits: [...scans.flatMap(({ hits }) => hits), ...texts],
      failures,
    }
  } finally {
    await runtime.stop()
    await vendor.close()
  }
}

async function onServers(folder: string): Promise<Finding> {
  const [password, redisPassword] = [
    `cnry${randomBytes(16).toString('hex')}`,
    `cnry${randomBytes(16).toString('hex')}`,
  ]
  const redisFolder = join(folder, 'redis')
  mkdirSync(redisFolder)
  const postgres = await startPostgres({ own: true })
  const redis = await startRedis({
    folder: redisFolder,
    args: ['--appendonly', 'yes', '--rdbcompression', 'no', '--dir', redisFolder],
  })
  const client = new Redis(redis.url)
  const databaseUrl = await postgres.createDatabase()
  const keys = [keyEntry('a'), keyEntry('b')]
  try {
    await client.config('SET', 'requirepass', redisPassword)
    return await examine(folder, {
      environment: {
        DATABASE_URL: Object.assign(new URL(databaseUrl), { password }).href,
        REDIS_URL: Object.assign(new URL(redis.url), { password: redisPassword }).href,
        PATCHBAY_KEYS: keys.join(','),
      },
      secrets: [
        { name: 'password of Postgres', text: password },
        { name: 'password of Redis', text: redisPassword },
        { name: "operator's key", text: adminKey },
        ...keys.flatMap(ringSecrets),
      ],
      prepareFolders: async () => {
        await client.call('AUTH', redisPassword)
        await client.save()
        const store = await openStore({ databaseUrl })
        await sql`checkpoint`.execute(store.database)
        const { rows } = await sql<{ data_directory: string }>`show data_directory`.execute(store.database)
        await store.close()
        return { redis: redisFolder, postgres: rows[0]?.data_directory ?? '' }
      },
    })
  } finally {
    client.disconnect()
    await redis.stop()
    await postgres.stop()
  }
}

/** The bytes of a key, and their text. */
const ringSecrets = (entry: string): Canary[] => {
  const [id = '', text = ''] = entry.split(':')
  return [
    { name: `key ${id}`, text },
    { name: `bytes of key ${id}`, text: Buffer.from(text, 'base64').toString('hex') },
  ]
}

const alone = (folder: string): Promise<Finding> =>
  examine(folder, {
    environment: { PATCHBAY_KEYS: '' },
    secrets: [{ name: "operator's key", text: adminKey }],
    prepareFolders: async () => ({}),
  })

export const b47: Drill = {
  id: 'B47',
  isLong: true,
  promise: 'No secret lies anywhere in plaintext',
  target:
    'Canaries as credentials, secret config, client secret, refresh and access tokens, API key, secret inputs, keys and passwords, used, refused, changed and rotated; data folder, folder of Postgres, RDB and AOF of Redis, log, metrics, OpenAPI, every view and a backup: 0 hits, while what is no secret is found',
  async run() {
    const measured: string[] = []
    let pass = true
    for (const [name, install] of [
      ['Postgres and Redis', onServers],
      ['embedded', alone],
    ] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'patchbay-at-rest-'))
      try {
        const { files, bytes, canaries, hits, failures } = await install(folder)
        pass &&= hits.length === 0 && failures.length === 0
        measured.push(
          `${name}: ${hits.length} hits of ${canaries} canaries in ${files} files of ${(bytes / 1e6).toFixed(0)} MB`,
          ...hits.slice(0, 8).map(({ canary, form, where }) => `${canary} ${form} in ${where}`),
          ...failures.slice(0, 8),
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
    return { measured: measured.join('; '), pass }
  },
}
