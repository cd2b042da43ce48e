import { Agent } from 'undici'
import { adminKey } from '../support/runtime-process.ts'

/** The tenants of the drill, each with fewer connections than one may have. */
export const tenants = Array.from({ length: 20 }, (_, index) => `tenant-${index}`)

/** Makes connections of all tenants over the REST API, some at once. */
export interface ConnectionWriter {
  /** The tenants first. */
  prepare(): Promise<void>
  /** Makes as many, each with a credential of its own. Rejects if one is refused. */
  make(count: number): Promise<void>
  /** Goes on until told to stop. */
  begin(): { stop(): Promise<void> }
  /** Those that were acknowledged so far, in that order: `tenant/id`. */
  acknowledged(): readonly string[]
}

const lanes = 16

export function writeConnections(url: string, origin: string): ConnectionWriter {
  const agent = new Agent({ connections: lanes })
  const acknowledged: string[] = []
  let next = 0
  const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<void> => {
    const answer = await agent.request({
      origin: url,
      path,
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 201) throw new Error(`${path} was refused: ${answer.statusCode} ${text}`)
  }
  const makeOne = async (): Promise<void> => {
    next += 1
    const id = `c-${String(next).padStart(6, '0')}`
    const tenant = tenants[next % tenants.length] ?? ''
    const body = { id, connector: 'load', credentials: { key: secretOf(id) }, origins: { api: origin } }
    await post('/v1/connections', body, { 'patchbay-tenant': tenant })
    acknowledged.push(`${tenant}/${id}`)
  }
  const run = async (goesOn: () => boolean): Promise<void> => {
    const lane = async (): Promise<void> => {
      while (goesOn()) await makeOne()
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }
  return {
    async prepare() {
      for (const id of tenants) await post('/v1/tenants', { id, title: `Tenant ${id}` })
    },
    async make(count) {
      const last = next + count
      await run(() => next < last)
    },
    begin() {
      let isRunning = true
      const running = run(() => isRunning)
      running.catch(() => undefined) // told by whoever stops it
      return {
        async stop() {
          isRunning = false
          await running
        },
      }
    },
    acknowledged: () => acknowledged,
  }
}

/** The credential of a connection of the drill. */
export const secretOf = (id: string): string => `drill-secret-of-${id}`
