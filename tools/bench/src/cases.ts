/** The servers that are measured, by the script in `servers/` and what it is told beside the upstream. */
export type ServerId =
  | 'bare'
  | 'undici'
  | 'stacked'
  | 'stackedRedis'
  | 'patchbay'
  | 'patchbayLogged'
  | 'patchbayRedis'
  | 'patchbayCrowd'
  | 'sdkHigh'
  | 'sdkHighMany'
  | 'sdkLow'

/** One row of the table: a way of asking one server. */
export interface Case {
  readonly id: string
  readonly title: string
  readonly server: ServerId
  readonly method: 'GET' | 'POST'
  /** Asked with the entity tag of the answer, which must then be 304. */
  readonly isConditional?: true
  /** Answered from the cache. */
  readonly isCached?: true
  /** A call of a tool over the Model Context Protocol. */
  readonly isMcp?: true
}

/** The rows that the others are compared with. */
export const bareCase = 'bare'
export const undiciCase = 'undici'
/** The same libraries put together as their READMEs say, with a Redis. */
export const stackedCase = 'stacked-redis'
/** The official SDK with one tool, at both of its levels: the better one counts. */
export const sdkCases: readonly string[] = ['mcp-sdk', 'mcp-sdk-low']

const patchbay: readonly Omit<Case, 'server'>[] = [
  { id: 'post', title: 'Patchbay POST', method: 'POST' },
  { id: 'get', title: 'Patchbay GET', method: 'GET' },
  { id: 'get-304', title: 'Patchbay GET, 304', method: 'GET', isConditional: true },
  { id: 'hit', title: 'Patchbay GET, from cache', method: 'GET', isCached: true },
  {
    id: '304',
    title: 'Patchbay GET, from cache, 304',
    method: 'GET',
    isCached: true,
    isConditional: true,
  },
]

export const cases: readonly Case[] = [
  { id: bareCase, title: 'Fastify, constant, schema', server: 'bare', method: 'GET' },
  { id: undiciCase, title: 'Fastify + undici request, schema', server: 'undici', method: 'GET' },
  { id: 'stacked', title: 'The libraries stacked', server: 'stacked', method: 'GET' },
  { id: stackedCase, title: 'The libraries stacked, Redis', server: 'stackedRedis', method: 'GET' },
  ...patchbay.map((one): Case => ({ ...one, server: 'patchbay' })),
  ...patchbay.map((one): Case => ({
    ...one,
    id: `${one.id}-redis`,
    title: `${one.title}, Redis`,
    server: 'patchbayRedis',
  })),
  ...patchbay.map((one): Case => ({
    ...one,
    id: `${one.id}-logged`,
    title: `${one.title}, every call logged`,
    server: 'patchbayLogged',
  })),
  ...(
    [
      { id: 'mcp-sdk', title: 'MCP SDK, high level, 1 tool', server: 'sdkHigh' },
      { id: 'mcp-sdk-low', title: 'MCP SDK, low level, 1 tool', server: 'sdkLow' },
      { id: 'mcp-sdk-500', title: 'MCP SDK, high level, 500 tools', server: 'sdkHighMany' },
      { id: 'mcp', title: 'Patchbay MCP', server: 'patchbay' },
      { id: 'mcp-crowd', title: 'Patchbay MCP, 1,000 tools more', server: 'patchbayCrowd' },
      { id: 'mcp-hit', title: 'Patchbay MCP, from cache', server: 'patchbay', isCached: true },
    ] as const
  ).map((one): Case => ({ ...one, method: 'POST', isMcp: true })),
]
