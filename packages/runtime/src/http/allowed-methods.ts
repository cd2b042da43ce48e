import findMyWay, { type HTTPMethod } from 'find-my-way'

/** Which methods a path has. Fastify can only say that one is missing; an Allow header needs the others. */
export interface AllowedMethods {
  add(method: string | readonly string[], url: string): void
  of(path: string): string[]
}

export function createAllowedMethods(): AllowedMethods {
  const router = findMyWay()
  const methods = new Set<HTTPMethod>()
  return {
    add(method, url) {
      for (const one of [method].flat() as HTTPMethod[]) {
        methods.add(one)
        if (!router.hasRoute(one, url)) router.on(one, url, () => {})
      }
    },
    of: (path) => [...methods].filter((method) => router.find(method, path) !== null).toSorted(),
  }
}
