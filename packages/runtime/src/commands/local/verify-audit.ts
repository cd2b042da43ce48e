import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Problem } from '@patchbay/contract'
import type { ChainPosition } from '../../audit/audit-entry.ts'
import { deriveAuditKey } from '../../audit/audit-key.ts'
import { storedAudit } from '../../audit/stored-audit.ts'
import { verifyAudit, type Verification } from '../../audit/verify-audit.ts'
import { verifyExport, type ExportVerification } from '../../audit/verify-export.ts'
import type { Settings } from '../../configuration/settings.ts'
import { expectRing } from './expect-ring.ts'
import { withTables } from './open-tables.ts'

/** Verifies the entries of all tenants in the store itself. */
export async function verifyStore(
  settings: Settings,
  expectedHead: ChainPosition | undefined,
): Promise<Verification> {
  const { ring } = expectRing(settings)
  const keys = {
    async find(id: string) {
      const key = ring.find(id)
      return key === undefined ? undefined : deriveAuditKey(key.id, key.secret)
    },
  }
  return await withTables(settings, ({ database }) =>
    verifyAudit(storedAudit(database), { keys, expectedHead }),
  )
}

/** Verifies what `patchbay audit export` has written. */
export async function verifyFile(
  file: string,
  expectedHead: ChainPosition | undefined,
): Promise<ExportVerification> {
  const input = createReadStream(file)
  const unreadable = new Promise<never>((_, reject) => {
    input.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new Problem('not_found', {
          detail: `${file} cannot be read (${String(error.code)}).`,
          advice: 'Name a file that `patchbay audit export` has written.',
        }),
      )
    })
  })
  const lines = createInterface({ input, crlfDelay: Infinity })
  return await Promise.race([verifyExport(lines, expectedHead), unreadable])
}
