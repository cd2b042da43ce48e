import { connectorModules } from './connector-modules.ts'
import { docComment } from './doc-comment.ts'
import type { OpenapiDocument } from './openapi-document.ts'
import { routesModule } from './routes-module.ts'
import { propertyName, typeOf } from './type-of.ts'

/** What every module begins with, by which it is known as one that may be replaced. */
export const heading =
  '// Made from the OpenAPI document of a Patchbay by `patchbay-client generate`. It is not to be edited.\n'

/** Modules of types, by file name: one for each connector, so that whoever imports one reads no other. */
export function generateTypes(document: OpenapiDocument): Map<string, string> {
  const modules = connectorModules(document)
  const files = new Map<string, string>()
  const importSchemas = (text: string): string =>
    /\bSchemas\[/.test(text) ? "import type { Schemas } from './schemas.js'\n" : ''

  files.set('schemas.ts', `${heading}\n${schemasOf(document)}`)
  for (const { name, text } of modules) {
    files.set(`${name}.ts`, `${heading}${importSchemas(text)}\n${text}`)
  }
  const imports = modules.map(({ name, typeName }) => `import type { ${typeName} } from './${name}.js'\n`)
  const members = modules.map(({ name, typeName }) => `  ${propertyName(name)}: ${typeName}\n`)
  const connectors = `export interface Connectors {\n${members.join('')}}\n`
  files.set('connectors.ts', `${heading}${imports.join('')}\n${connectors}`)
  const routes = routesModule(document)
  files.set('routes.ts', `${heading}${importSchemas(routes)}\n${answerMeta}\n${routes}`)
  return files
}

const answerMeta = `/** What is said about every answer of these routes. */
export interface AnswerMeta {
  requestId: string
  /** Of lists: the \`cursor\` of the next page, where there is one. */
  next?: string
}
`

function schemasOf({ components }: OpenapiDocument): string {
  const members = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) =>
      `${docComment([schema.description], '  ')}  ${propertyName(name)}: ${typeOf(schema, 'received', '  ')}\n`,
  )
  return `export interface Schemas {\n${members.join('')}}\n`
}
