import {
  getNamedType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql'
import { isGranted, type Grant } from './tokens.ts'

interface Annotated {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined
}

/** The words of the schema on what something requires. */
function requirementOf({ astNode }: Annotated): string | undefined {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'access')
  const text = directive?.arguments?.[0]?.value
  return text?.kind === Kind.STRING ? text.value : undefined
}

/**
 * Whether a grant meets a requirement such as "`read_a` access scope or `read_b` access scope. Also: …". One of
 * the scopes in the first sentence is enough; what concerns staff, plans and approvals is taken as given.
 */
function meets(grant: Grant, requirement: string): boolean {
  const [scopesPart = ''] = requirement.split(' Also:')
  const names = [...scopesPart.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name)
  if (names.length === 0) return true
  return names.some((name) =>
    [name, `read_${name}`, `write_${name}`].some((scope) => isGranted(grant, scope)),
  )
}

/** The first requirement of a field, or of what it leads to, that the grant does not meet. */
export function missingAccess(
  grant: Grant,
  parent: GraphQLObjectType,
  fieldName: string,
): string | undefined {
  if (grant === 'everything') return undefined
  const field = parent.getFields()[fieldName]
  if (field === undefined) return undefined
  const target = nodeType(getNamedType(field.type))
  return [requirementOf(field), requirementOf(target)].find(
    (requirement) => requirement !== undefined && !meets(grant, requirement),
  )
}

/** The requirement of a type that became known only with its value, behind an interface. */
export function missingAccessTo(grant: Grant, type: GraphQLNamedType | undefined): string | undefined {
  const requirement = type === undefined ? undefined : requirementOf(type)
  return requirement === undefined || meets(grant, requirement) ? undefined : requirement
}

/** Connections require nothing themselves; what they list does. */
function nodeType(type: GraphQLNamedType): GraphQLNamedType {
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined
  return nodes === undefined ? type : getNamedType(nodes.type)
}
