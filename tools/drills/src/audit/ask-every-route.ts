import { fileURLToPath } from 'node:url'
import { openApp } from '../support/open-app.ts'
import { adminKey } from '../support/runtime-process.ts'

interface Operation {
  readonly operationId: string
  readonly security?: readonly unknown[]
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** How many entries each route left for each request. */
export interface AskedRoutes {
  readonly changing: number
  readonly reading: number
  /** Where it was not one of a route that changes something, and none of another. */
  readonly wrong: readonly string[]
}

const connectors = fileURLToPath(new URL('../../connectors/load', import.meta.url))

/** Asks every route of the OpenAPI document, with bodies that are wrong and with one that may be right. */
export async function askEveryRoute(): Promise<AskedRoutes> {
  const { url, app, close } = await openApp(
    { connectors, callRate: 'off', readRate: 'off', failedAuthenticationRate: 'off', logLevel: 'silent' },
    {},
  )
  const headers = { authorization: `Bearer ${adminKey}` }
  const ask = async (path: string, method = 'GET', body?: string): Promise<unknown> => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body }),
    })
    const text = await answer.text()
    return answer.headers.get('content-type')?.startsWith('application/json') === true
      ? JSON.parse(text)
      : undefined
  }
  const count = async (): Promise<number> => {
    const { data } = (await ask('/v1/audit/head')) as { data: { sequence: number } }
    return data.sequence
  }
  try {
    const effects = new Map(
      app.patchbay.registry.loaded.flatMap(({ operations, host }) =>
        Array.from(operations.values(), ({ description: { id, effect } }) => [
          `/v1/connectors/${host.description.id}/${id}`,
          effect,
        ]),
      ),
    )
    const document = (await ask('/openapi.json')) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
    }
    let changing = 0
    let reading = 0
    const wrong: string[] = []
    for (const [template, operations] of Object.entries(document.paths)) {
      for (const method of methods) {
        const operation = operations[method]
        if (operation === undefined || operation.security?.length === 0) continue
        const isRead = method === 'get' || effects.get(template) === 'read'
        if (isRead) reading += 1
        else changing += 1
        const path = template.replaceAll(/\{\w+\}/g, 'one')
        for (const body of method === 'get' ? [undefined] : ['{}', '{', '{"name":"one"}']) {
          const before = await count()
          await ask(path, method.toUpperCase(), body)
          const left = (await count()) - before
          if (left !== (isRead ? 0 : 1)) wrong.push(`${operation.operationId}: ${left}`)
        }
      }
    }
    return { changing, reading, wrong }
  } finally {
    await close()
  }
}
