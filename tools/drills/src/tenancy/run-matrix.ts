import type { Answer } from '../support/open-app.ts'
import { cellsOf, type Cell, type CellRequest } from './cells.ts'
import { routesOf, type DocumentedRoute } from './document-routes.ts'
import { comparable, shownOf } from './judge.ts'
import type { Asker, World } from './world.ts'

export interface MatrixReport {
  readonly cells: number
  readonly routes: number
  readonly leaks: readonly string[]
  /** Cells in which the owner was shown what is there. */
  readonly reached: number
  readonly isUntouched: boolean
}

/** Asks every cell twice, for what is there and for what is not, and compares the answers. */
export async function runMatrix(world: World): Promise<MatrixReport> {
  const { app, askers, pairs, marks, ownIds } = world
  const document = JSON.parse((await app.fetch('/openapi.json')).text) as Parameters<typeof routesOf>[0]
  const routes = routesOf(document)
  const leaks: string[] = []
  let count = 0
  let reached = 0

  const send = async ({ method, url, headers, body }: CellRequest, asker: Asker): Promise<Answer> => {
    const hasBody = body !== undefined && method !== 'GET'
    const answer = await app.app.inject({
      method: method as 'GET',
      url,
      headers: { ...(hasBody && { 'content-type': 'application/json' }), ...headers, ...asker.headers },
      ...(hasBody && { payload: JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      headers: new Headers(
        Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ),
      text: answer.body,
    }
  }

  /** What was made is taken away again, so that the next cell finds what this one found. */
  const ask = async (request: CellRequest, asker: Asker): Promise<Answer> => {
    const answer = await send(request, asker)
    const made = answer.status === 201 ? answer.headers.get('location') : null
    if (made !== null) await send({ method: 'DELETE', url: made, headers: {}, body: undefined }, asker)
    return answer
  }

  const check = async ({ route, place, pair, request }: Cell, asker: Asker): Promise<void> => {
    count += 1
    const [there, missing] = [request(pair.there), request(pair.missing)]
    const forMissing = await ask(missing, asker)
    const forThere = await ask(there, asker)
    const isRefused = forMissing.status === 401 || forMissing.status === 403
    const areAlike = comparable(forThere, pair.there) === comparable(forMissing, pair.missing)
    if (asker.side === 'own' && !isRefused) {
      if (forThere.status < 300 && !areAlike) reached += 1
      return
    }
    const what = `${route.method} ${route.path}, ${place} = ${pair.kind}, ${asker.name}`
    if (!areAlike) leaks.push(`${what}: ${forThere.status}, but ${forMissing.status} for what is missing`)
    if (asker.side === 'own') return
    const shown = shownOf(forThere, there, marks, pair.there)
    if (shown !== undefined) leaks.push(`${what}: shows ${shown}`)
  }

  /** A route as it is, without naming anything of anybody's. */
  const look = async (route: DocumentedRoute, asker: Asker): Promise<void> => {
    count += 1
    const request = { method: route.method, url: route.path, headers: {}, body: undefined }
    const shown = shownOf(await send(request, asker), request, marks, '')
    if (shown !== undefined) leaks.push(`${route.method} ${route.path}, ${asker.name}: shows ${shown}`)
  }

  const run = async (asker: Asker): Promise<void> => {
    for (const route of routes) {
      if (asker.side !== 'own' && route.method === 'GET' && route.pathParameters.length === 0) {
        await look(route, asker)
      }
      for (const cell of cellsOf(route, pairs, ownIds)) {
        // The owner may remove its own, of which the later cells have to find everything.
        if (asker.side !== 'own' || asker.name !== 'owner' || route.method === 'GET') await check(cell, asker)
      }
    }
  }

  const before = await world.snapshot()
  for (const asker of askers) if (asker.side !== 'own') await run(asker)
  const isUntouched = (await world.snapshot()) === before
  for (const asker of askers) if (asker.side === 'own') await run(asker)
  return { cells: count, routes: routes.length, leaks, reached, isUntouched }
}
