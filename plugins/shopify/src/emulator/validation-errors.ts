import { getOperationAST, Kind, visit, type ASTNode, type DocumentNode, type GraphQLError } from 'graphql'

interface Translation {
  readonly pattern: RegExp
  readonly code: string
  readonly message: (parts: readonly string[]) => string
  readonly extensions: (parts: readonly string[]) => Readonly<Record<string, unknown>>
}

// Shopify's server is written in Ruby; its words for a broken rule differ from those of graphql-js.
const translations: readonly Translation[] = [
  {
    pattern: /^Cannot query field "([^"]+)" on type "([^"]+)"\./,
    code: 'undefinedField',
    message: ([field, type]) => `Field '${field}' doesn't exist on type '${type}'`,
    extensions: ([fieldName, typeName]) => ({ typeName, fieldName }),
  },
  {
    pattern: /^Field "([^"]+)" of type "([^"]+)" must have a selection/,
    code: 'selectionMismatch',
    message: ([field, type]) =>
      `Field must have selections (field '${field}' returns ${bare(type)} but has no selections. Did you mean '${field} { ... }'?)`,
    extensions: ([field, type]) => ({ nodeName: `field '${field}'`, typeName: bare(type) }),
  },
  {
    pattern: /^Field "([^"]+)" argument "([^"]+)" of type "[^"]+" is required/,
    code: 'missingRequiredArguments',
    message: ([field, argument]) => `Field '${field}' is missing required arguments: ${argument}`,
    extensions: ([name, argument]) => ({ className: 'Field', name, arguments: argument }),
  },
  {
    pattern: /^Unknown argument "([^"]+)" on field "[^".]+\.([^"]+)"\./,
    code: 'argumentNotAccepted',
    message: ([argument, field]) => `Field '${field}' doesn't accept argument '${argument}'`,
    extensions: ([argumentName, name]) => ({ name, typeName: 'Field', argumentName }),
  },
  {
    pattern: /^Field "([^"]+)" is not defined by type "([^"]+)"\./,
    code: 'argumentNotAccepted',
    message: ([argument, type]) => `InputObject '${type}' doesn't accept argument '${argument}'`,
    extensions: ([argumentName, name]) => ({ name, typeName: 'InputObject', argumentName }),
  },
  {
    pattern: /^Unknown type "([^"]+)"\./,
    code: 'undefinedType',
    message: ([type]) => `No such type ${type}, so it can't be a fragment condition`,
    extensions: ([typeName]) => ({ typeName }),
  },
  {
    pattern: /^Variable "\$([^"]+)" is never used in operation "([^"]+)"\./,
    code: 'variableNotUsed',
    message: ([variable, operation]) => `Variable $${variable} is declared by ${operation} but not used`,
    extensions: ([variableName]) => ({ variableName }),
  },
  {
    pattern: /^Unknown directive "@(.+?)"\./,
    code: 'undefinedDirective',
    message: ([directive]) => `Directive @${directive} is not defined`,
    extensions: ([directiveName]) => ({ directiveName }),
  },
]

/** A broken rule in Shopify's shape: its code, its words, and the path through the document. */
export function asShopifyError(error: GraphQLError, document: DocumentNode) {
  const path = pathTo(error.nodes?.[0], document)
  for (const { pattern, code, message, extensions } of translations) {
    const match = pattern.exec(error.message)
    if (match === null) continue
    const parts = match.slice(1)
    return {
      message: message(parts),
      locations: error.locations,
      path,
      extensions: { code, ...extensions(parts) },
    }
  }
  return {
    message: error.message,
    locations: error.locations,
    path,
    extensions: { code: 'argumentLiteralsIncompatible' },
  }
}

/** Such as `query Name`, `products`, `nodes`: the operation and the fields around a node. */
function pathTo(target: ASTNode | undefined, document: DocumentNode): string[] {
  const path: string[] = []
  let found: string[] = []
  visit(document, {
    enter(node) {
      const label = labelOf(node, document)
      if (label !== undefined) path.push(label)
      if (node === target) found = [...path]
    },
    leave(node) {
      if (labelOf(node, document) !== undefined) path.pop()
    },
  })
  return found
}

function labelOf(node: ASTNode, document: DocumentNode): string | undefined {
  if (node.kind === Kind.FIELD) return node.name.value
  if (node.kind === Kind.INLINE_FRAGMENT) return `... on ${node.typeCondition?.name.value ?? ''}`
  if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`
  if (node.kind !== Kind.OPERATION_DEFINITION) return undefined
  const name = node.name?.value ?? getOperationAST(document)?.name?.value
  return name === undefined ? node.operation : `${node.operation} ${name}`
}

function bare(type = ''): string {
  return type.replaceAll(/[[\]!]/g, '')
}
