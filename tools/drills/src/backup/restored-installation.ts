import { adminKey, startRuntime } from '../support/runtime-process.ts'
import { tenants } from './connection-writer.ts'
import { runPatchbay } from '../support/patchbay-command.ts'

type Environment = Readonly<Record<string, string>>

export interface Restored {
  /** Seconds from the start of the restore to the first call over a restored connection. */
  readonly seconds: number
  /** Digests of all tables, read from the store after the restore. */
  readonly content: string
  /** All connections, as the API lists them: `tenant/id`. */
  readonly ids: ReadonlySet<string>
  /** What the call came to. */
  readonly status: number
}

/** Restores on a host with nothing, and uses what is there. Rejects with what a command says that fails. */
export async function restoreAndUse(
  archive: string,
  copy: string,
  connection: string,
  environment: Environment,
): Promise<Restored> {
  const run = async (...parameters: string[]): Promise<string> => {
    const { exitCode, out, error } = await runPatchbay([...parameters, '--json'], environment)
    if (exitCode !== 0) throw new Error(`${parameters[0]} failed: ${error}`)
    return out
  }
  const [tenant = '', id = ''] = connection.split('/')
  const begun = performance.now()
  await run('restore', archive)
  const restored = performance.now()
  // A second backup reads every table; it is no part of getting back to work.
  const content = contentOf(await run('backup', copy))
  const resumed = performance.now()
  const runtime = await startRuntime({ environment, startWithin: 60_000 })
  try {
    const { status } = await fetch(`${runtime.url}/v1/connectors/load/items.get`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${adminKey}`,
        'content-type': 'application/json',
        'patchbay-tenant': tenant,
        'patchbay-connection': id,
      },
      body: '{"name":"restored"}',
    })
    const seconds = (restored - begun + performance.now() - resumed) / 1_000
    const ids = new Set<string>()
    for (const name of tenants) {
      const { out } = await runPatchbay(['connections', 'list', '--tenant', name, '--json'], {
        PATCHBAY_URL: runtime.url,
        PATCHBAY_KEY: adminKey,
      })
      for (const one of JSON.parse(out) as { readonly id: string }[]) ids.add(`${name}/${one.id}`)
    }
    return { seconds, content, ids, status }
  } finally {
    await runtime.stop()
  }
}

/** The digests of all tables in what a command about an archive prints. */
export const contentOf = (out: string): string =>
  JSON.stringify((JSON.parse(out) as { readonly content: unknown }).content)
