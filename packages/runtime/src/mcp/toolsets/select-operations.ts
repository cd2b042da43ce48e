import { Problem } from '@patchbay/contract'
import type { Principal } from '../../access/principal.ts'
import type { Toolsets } from './open-toolsets.ts'
import { membersOf, type IsMember } from './toolset-members.ts'
import type { Toolset } from './toolset.ts'

/** Names of toolsets that a request asks for: what is in one of them, for each list. */
export type Narrowing = readonly (readonly string[])[]

export const noNarrowing: Narrowing = []

type Known = Pick<Toolsets, 'builtIn' | 'known'>

/** One of the tenant's own, or one that is there by itself. Throws `state_unavailable` where that cannot be told yet. */
export function findToolset({ builtIn, known }: Known, tenant: string, name: string): Toolset | undefined {
  const own = known.of(tenant)
  const found = own?.get(name) ?? builtIn.find(name)
  if (found === undefined && own === undefined) throw toolsetsUnread()
  return found
}

/**
 * Which operations a principal is offered: those of the toolsets that its key is held to, if it is held to any, and of
 * each list that the request names. It says nothing of what the principal may call. A toolset of the key that is no longer
 * there has nothing in it. Throws `invalid_input` for one that the request names.
 */
export function selectOperations(
  toolsets: Known,
  { tenant, toolsets: held }: Pick<Principal, 'tenant' | 'toolsets'>,
  narrowing: Narrowing,
): IsMember {
  const members = (name: string): IsMember | undefined => {
    const toolset = findToolset(toolsets, tenant, name)
    return toolset && membersOf(toolset)
  }
  const lists = [
    ...(held === undefined ? [] : [held.flatMap((name) => members(name) ?? [])]),
    ...narrowing.map((names) => names.map((name) => members(name) ?? refuse(toolsets, tenant, name))),
  ]
  return (operation) => lists.every((list) => list.some((isMember) => isMember(operation)))
}

/** Throws `invalid_input` for a toolset that the request names and that is not there. */
export function checkNarrowing(toolsets: Known, tenant: string, narrowing: Narrowing): void {
  for (const name of narrowing.flat()) {
    if (findToolset(toolsets, tenant, name) === undefined) refuse(toolsets, tenant, name)
  }
}

function refuse({ builtIn, known }: Known, tenant: string, name: string): never {
  const names = [...(known.of(tenant)?.keys() ?? []), ...builtIn.listed.map((toolset) => toolset.name)]
  throw noToolset(name, '/toolsets', `Ask for some of these: ${names.join(', ')}.`)
}

/**
 * Throws `invalid_input` if one of these names, of a key that is made or changed, stands for no toolset. Reads again what
 * tenants have made before it says so: another instance may have been told of it a moment ago.
 */
export async function checkToolsetNames(
  toolsets: Known & Pick<Toolsets, 'refresh'>,
  tenant: string,
  names: readonly string[],
): Promise<void> {
  const isThere = (name: string): boolean => findToolset(toolsets, tenant, name) !== undefined
  if (names.every(isThere)) return
  await toolsets.refresh()
  const index = names.findIndex((name) => !isThere(name))
  const name = names[index]
  if (name !== undefined) throw noToolset(name, `/toolsets/${index}`, 'GET /v1/toolsets lists the toolsets.')
}

/** A toolset that is not there, or not the tenant's: nobody can tell which. */
const noToolset = (name: string, path: string, advice: string): Problem =>
  new Problem('invalid_input', {
    detail: `There is no toolset "${name}".`,
    advice,
    errors: [{ path, message: `must be the name of a toolset, which "${name}" is not` }],
  })

/** Nobody knows yet which toolsets a tenant has. */
export const toolsetsUnread = (): Problem =>
  new Problem('state_unavailable', {
    detail: 'The toolsets of the tenant could not be read yet, because the store is away.',
    retryAfter: 1,
  })
