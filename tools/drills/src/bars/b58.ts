import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@patchbay/test-servers'
import { secretOf, writeConnections } from '../backup/connection-writer.ts'
import { harmedArchives } from '../backup/harmed-archives.ts'
import { contentOf, restoreAndUse } from '../backup/restored-installation.ts'
import type { Drill } from '../drill.ts'
import { answerWell, startVendor } from '../support/fake-vendor.ts'
import { runPatchbay } from '../support/patchbay-command.ts'
import { adminKey, connectorFolder, startRuntime } from '../support/runtime-process.ts'

const connections = 10_000
const longestOutage = 60

const ring = (): string => `drill:${randomBytes(32).toString('base64')}`

/** An installation of 10,000 connections that is written to is backed up, and comes back on hosts with nothing. */
export const b58: Drill = {
  id: 'B58',
  isLong: true,
  promise: 'A backup brings everything back',
  target: `${connections} connections with their secrets and audit, backed up under writes: all acknowledged before are there, and every table is the same after a restore on Postgres and on the embedded engine; back at work in ${longestOutage} s; unreadable without the ring; harmed archives and other rings refused with nothing touched`,
  async run() {
    const postgres = await startPostgres({ own: true })
    const seen: (string | undefined)[] = []
    const vendor = await startVendor((request, response) => {
      seen.push(
        Object.values(request.headers).find((value) => String(value).includes('drill-secret-of-')) as string,
      )
      answerWell(request, response)
    })
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-b58-'))
    const file = (name: string): string => join(folder, name)
    const common = {
      PATCHBAY_KEYS: ring(),
      PATCHBAY_ADMIN_KEY: adminKey,
      PATCHBAY_READ_RATE: 'off',
      PATCHBAY_CONNECTORS: connectorFolder('load'),
      PATCHBAY_CONNECTIONS: '[]',
      PATCHBAY_EGRESS_ALLOW: vendor.origin,
      LOG_LEVEL: 'error',
    }
    const source = { ...common, PATCHBAY_DATA: file('source'), DATABASE_URL: await postgres.createDatabase() }
    const findings: [holds: boolean, words: string][] = []
    const runtime = await startRuntime({ environment: source })
    try {
      const writer = writeConnections(runtime.url, vendor.origin)
      await writer.prepare()
      await writer.make(connections)
      const load = writer.begin()
      const before = [...writer.acknowledged()]
      const archive = file('archive.patchbay')
      const backup = await runPatchbay(['backup', archive, '--json'], source)
      await load.stop()
      if (backup.exitCode !== 0) throw new Error(`the backup failed: ${backup.error}`)
      const during = writer.acknowledged().length - before.length
      const bytes = readFileSync(archive)
      const isSecret = !['drill-secret', 'c-000001', 'manifest', 'tenants'].some((word) =>
        bytes.includes(word),
      )
      findings.push([
        during > 0 && isSecret && (statSync(archive).mode & 0o077) === 0,
        `backup in ${backup.seconds.toFixed(1)} s of ${(bytes.length / 2 ** 20).toFixed(1)} MB, ${during} written meanwhile`,
      ])

      const content = contentOf(backup.out)
      for (const [engine, environment] of [
        [
          'Postgres',
          { ...common, PATCHBAY_DATA: file('postgres'), DATABASE_URL: await postgres.createDatabase() },
        ],
        ['embedded', { ...common, PATCHBAY_DATA: file('embedded') }],
      ] as const) {
        seen.length = 0
        const restored = await restoreAndUse(
          archive,
          file(`${engine}.patchbay`),
          'tenant-1/c-000001',
          environment,
        )
        const lost = before.filter((id) => !restored.ids.has(id)).length
        findings.push([
          restored.content === content &&
            lost === 0 &&
            restored.status === 200 &&
            String(seen[0]).includes(secretOf('c-000001')) &&
            restored.seconds <= longestOutage,
          `${engine}: ${restored.content === content ? 'digests equal' : 'DIGESTS DIFFER'}, ${lost} of ${before.length} lost, call ${restored.status}, at work in ${restored.seconds.toFixed(1)} s`,
        ])
      }

      const refused: string[] = []
      const empty = {
        ...common,
        PATCHBAY_DATA: file('untouched'),
        DATABASE_URL: await postgres.createDatabase(),
      }
      const harmed = harmedArchives(bytes)
      for (const [name, copy] of harmed) {
        writeFileSync(file('harmed.patchbay'), copy)
        const { exitCode } = await runPatchbay(['restore', file('harmed.patchbay')], empty)
        if (exitCode === 1 || exitCode === 2) refused.push(name)
      }
      const other = await runPatchbay(['restore', archive], { ...empty, PATCHBAY_KEYS: ring() })
      const { out } = await runPatchbay(['migrate', '--json'], empty)
      const isUntouched = out.includes('0001-tenants')
      findings.push([
        refused.length === harmed.size && other.exitCode === 2 && isUntouched,
        `${refused.length} of ${harmed.size} harmed archives refused, another ring ${other.exitCode === 2 ? 'refused' : 'TAKEN'}, target ${isUntouched ? 'untouched' : 'CHANGED'}`,
      ])
      return {
        measured: findings.map(([holds, words]) => (holds ? words : `FAILED ${words}`)).join('; '),
        pass: findings.every(([holds]) => holds),
      }
    } finally {
      await runtime.stop()
      await Promise.all([vendor.close(), postgres.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  },
}
