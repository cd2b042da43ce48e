import type { ChainPosition } from '../../audit/audit-entry.ts'
import { deriveAuditKey } from '../../audit/audit-key.ts'
import { storedAudit } from '../../audit/stored-audit.ts'
import { verifyAudit, type Verification } from '../../audit/verify-audit.ts'
import { verifyExport, type ExportVerification } from '../../audit/verify-export.ts'
import type { Settings } from '../../configuration/settings.ts'
import { expectRing } from './expect-ring.ts'
import { withTables } from './open-tables.ts'
import { readWholeFile } from './whole-file.ts'

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
  return await verifyExport(linesOf(readWholeFile(file)), expectedHead)
}

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of source) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}
