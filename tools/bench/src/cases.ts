/** The servers that are measured, by the script in `servers/` and what it is told beside the upstream. */
export type ServerId = 'bare' | 'undici' | 'patchbay' | 'patchbayUnlogged'

/** One row of the table: a way of asking one server. */
export interface Case {
  readonly id: string
  readonly title: string
  readonly server: ServerId
  readonly method: 'GET' | 'POST'
  /** Asked with the entity tag of the answer, which must then be 304. */
  readonly isConditional?: true
}

/** The rows that the others are compared with. */
export const bareCase = 'bare'
export const undiciCase = 'undici'

export const cases: readonly Case[] = [
  { id: bareCase, title: 'Fastify, constant, schema', server: 'bare', method: 'GET' },
  { id: undiciCase, title: 'Fastify + undici request, schema', server: 'undici', method: 'GET' },
  { id: 'post', title: 'Patchbay POST', server: 'patchbay', method: 'POST' },
  { id: 'get', title: 'Patchbay GET', server: 'patchbay', method: 'GET' },
  { id: '304', title: 'Patchbay GET, 304', server: 'patchbay', method: 'GET', isConditional: true },
  { id: 'post-unlogged', title: 'Patchbay POST, log sample 0', server: 'patchbayUnlogged', method: 'POST' },
  { id: 'get-unlogged', title: 'Patchbay GET, log sample 0', server: 'patchbayUnlogged', method: 'GET' },
  {
    id: '304-unlogged',
    title: 'Patchbay GET, 304, log sample 0',
    server: 'patchbayUnlogged',
    method: 'GET',
    isConditional: true,
  },
]
