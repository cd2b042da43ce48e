import { isRecord } from '../options.ts'
import { problemOf, type Answer } from './answer.ts'

export interface RestAnswer extends Answer {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

export interface RestRequest {
  readonly method?: string
  /** In place of the key of the run; '' for none. */
  readonly key?: string
  readonly connection?: string | undefined
  readonly body?: string
}

/** The REST API. Rejects only if nothing answers. */
export interface RestFace {
  ask(path: string, request?: RestRequest): Promise<RestAnswer>
  call(
    connector: string,
    operation: string,
    connection: string | undefined,
    input: unknown,
  ): Promise<RestAnswer>
  /** All pages of a list. Throws if it is refused. */
  list(path: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

const patience = 120_000

export function createRestFace(url: string, ownKey: string): RestFace {
  const ask: RestFace['ask'] = async (path, { method = 'GET', key = ownKey, connection, body } = {}) => {
    const begun = performance.now()
    const response = await fetch(url + path, {
      method,
      // A redirect would carry the key to whoever is named there.
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      headers: {
        accept: 'application/json',
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(connection === undefined ? {} : { 'patchbay-connection': connection }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    const took = performance.now() - begun
    const parsed = parse(text)
    const record = isRecord(parsed) ? parsed : {}
    const { data, meta } = record
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: parsed,
      data,
      problem: response.ok ? undefined : problemOf(parsed),
      text,
      source: isRecord(meta) && typeof meta['source'] === 'string' ? meta['source'] : undefined,
      took,
    }
  }
  return {
    ask,
    call: (connector, operation, connection, input) =>
      ask(`/v1/connectors/${connector}/${operation}`, {
        method: 'POST',
        connection,
        body: JSON.stringify(input),
      }),
    async list(path) {
      const found: Readonly<Record<string, unknown>>[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const at: string =
          cursor === ''
            ? path
            : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
        const { data, body, problem, status } = await ask(at)
        if (!Array.isArray(data)) throw new Error(`${path}: ${problem?.code ?? status}`)
        found.push(...data.filter(isRecord))
        const meta = isRecord(body) && isRecord(body['meta']) ? body['meta'] : {}
        cursor = typeof meta['next'] === 'string' ? meta['next'] : undefined
      }
      return found
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
