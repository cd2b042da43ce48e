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
  /** Whatever is named by anybody, and so may be shown to him. */
  const texts = pairs.flatMap(({ there, missing }) => [there, missing])
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
    const changes = route.method !== 'GET'
    const areAlike =
      comparable(forThere, changes ? texts : [pair.there], route) ===
      comparable(forMissing, changes ? texts : [pair.missing], route)
    // Its own tenant may be named by whoever belongs to it.
    if (asker.side === 'own' && (!isRefused || place === 'header patchbay-tenant')) {
      if (forThere.status < 300 && !areAlike) reached += 1
      return
    }
    const what = `${route.method} ${route.path}, ${place} = ${pair.kind}, ${asker.name}`
    if (!areAlike) leaks.push(`${what}: ${forThere.status}, but ${forMissing.status} for what is missing`)
    if (asker.side === 'own') return
    const shown = shownOf(forThere, there, marks, changes ? texts : [pair.there])
    if (shown !== undefined) leaks.push(`${what}: shows ${shown}`)
  }

  /** A route as it is, without naming anything of anybody's. */
  const look = async (route: DocumentedRoute, asker: Asker): Promise<void> => {
    count += 1
    const request = { method: route.method, url: route.path, headers: {}, body: undefined }
    const shown = shownOf(await send(request, asker), request, marks, [])
    if (shown !== undefined) leaks.push(`${route.method} ${route.path}, ${asker.name}: shows ${shown}`)
  }

  const looks = async (asker: Asker): Promise<void> => {
    for (const route of routes)
      if (route.method === 'GET' && route.pathParameters.length === 0) await look(route, asker)
  }
  const run = async (asker: Asker, some: readonly DocumentedRoute[]): Promise<void> => {
    for (const route of some) for (const cell of cellsOf(route, pairs, ownIds)) await check(cell, asker)
  }
  const reads = routes.filter(({ method }) => method === 'GET')
  const changes = routes.filter(({ method }) => method !== 'GET')
  const others = askers.filter(({ side }) => side !== 'own')
  const owners = askers.filter(({ side }) => side === 'own')

  const before = await world.snapshot()
  // What somebody has said may be shown to him later on, in a list of what he made or tried. So reads come first.
  for (const asker of others) await looks(asker)
  for (const asker of others) await run(asker, reads)
  for (const asker of others) await run(asker, changes)
  const isUntouched = (await world.snapshot()) === before
  // The owner may remove its own, of which the later cells have to find everything.
  for (const asker of owners) await run(asker, asker.name === 'owner' ? reads : routes)
  return { cells: count, routes: routes.length, leaks, reached, isUntouched }
}
