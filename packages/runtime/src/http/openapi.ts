import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import { operationName, queryName } from '../connectors/operation-names.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { tagOf } from './operation-schema.ts'
import { TaskSchema } from './task-schemas.ts'
import { CallMetaSchema, CallValidationSchema, ProblemSchema, StreamMetaSchema } from './shared-schemas.ts'

interface MediaType {
  examples?: Record<string, { summary: string; value: unknown }>
}
interface PathOperation {
  operationId?: string
  requestBody?: { required?: boolean; content: Record<string, MediaType> }
  responses?: Record<string, { content?: Record<string, MediaType> }>
}

interface OpenapiOptions {
  readonly registry: Registry
  readonly version: string
  readonly redactor: Redactor
  /** Whether people can open `/app/`. */
  readonly hasConsole: boolean
}

const sessionScheme = {
  type: 'apiKey',
  in: 'cookie',
  name: 'patchbay_session',
  description:
    'A browser that has signed in: POST /v1/session. Over https the name begins with `__Host-`. Whatever is no GET or HEAD needs the header `Patchbay-Console: 1` with it.',
} as const

/** OpenAPI 3.1 at /openapi.json and a page for people at /docs, both made from the routes' own schemas. */
export const openapi = plugin(
  async (app: FastifyInstance, { registry, version, redactor, hasConsole }: OpenapiOptions) => {
    app.addSchema(ProblemSchema)
    app.addSchema(CallMetaSchema)
    app.addSchema(TaskSchema)
    // A schema that nothing refers to would be a fault of the document.
    const descriptions = registry.loaded.flatMap(({ host }) => host.description.operations)
    if (descriptions.some(({ effect }) => effect !== 'read')) app.addSchema(CallValidationSchema)
    if (descriptions.some(({ isStream }) => isStream)) app.addSchema(StreamMetaSchema)
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Patchbay',
          version,
          description:
            'Every operation of every loaded connector, behind one envelope and one form of error.',
          license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        },
        servers: [{ url: '/', description: 'This server' }],
        tags: [
          ...registry.loaded.map((connector) => ({
            name: tagOf(connector, registry.find(connector.host.description.id) === connector),
            description: connector.host.description.description,
            externalDocs: { url: connector.host.description.vendor.docs },
          })),
          { name: 'Connectors', description: 'What is loaded, and the limits of its vendors.' },
          { name: 'Connections', description: 'The accounts at vendors that connectors are used with.' },
          { name: 'Tasks', description: 'Calls whose answers are taken up later.' },
          { name: 'Access', description: 'Who may do what: tenants, API keys and sessions of browsers.' },
          { name: 'Toolsets', description: 'Bundles of operations that agents are offered.' },
          { name: 'Flags', description: 'What is switched off and on while Patchbay runs.' },
          { name: 'Usage', description: 'What was used, and how much each tenant may use.' },
          { name: 'Objectives', description: 'What connectors promise, and how that is kept.' },
          { name: 'Alerts', description: 'What is wrong, and who is told.' },
          {
            name: 'Audit',
            description: 'What was done, by whom, and the proof that nothing of it was changed.',
          },
          { name: 'Operations', description: 'Health, metrics and reference.' },
        ],
        components: {
          securitySchemes: {
            key: { type: 'http', scheme: 'bearer', description: 'An API key of Patchbay.' },
            ...(hasConsole && { session: sessionScheme }),
          },
        },
        security: [{ key: [] }, ...(hasConsole ? [{ session: [] }] : [])],
      },
      refResolver: {
        buildLocalReference: (json, _baseUri, _fragment, index) =>
          typeof json.$id === 'string' ? json.$id : `schema-${index}`,
      },
      transformObject: (document) => {
        if (!('openapiObject' in document)) return document.swaggerObject
        addExamples(
          (document.openapiObject.paths ?? {}) as Record<string, Record<string, PathOperation>>,
          registry,
        )
        // Nobody needs a key to read it, and its examples are words of connectors.
        return JSON.parse(redactor.redactJson(JSON.stringify(document.openapiObject))) as object
      },
    })
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => void (route.config = { ...route.config, access: 'public' }))
      await scope.register(swaggerUi, {
        routePrefix: '/docs',
        staticCSP: true,
        logLevel: 'silent',
        theme: {
          title: 'Patchbay API',
          css: [{ filename: 'patchbay.css', content: '.topbar { display: none }' }],
        },
      })
    })
    // A browser that is given no path gets the page for people.
    const hidden = { schema: { hide: true }, config: { access: 'public' } } as const
    app.get('/', hidden, async ({ headers }, reply) => {
      reply.header('vary', 'accept')
      return reply.redirect(hasConsole && headers.accept?.includes('text/html') === true ? '/app/' : '/docs/')
    })

    let document: string | undefined
    app.get('/openapi.json', hidden, async (_request, reply) => {
      document ??= JSON.stringify(app.swagger())
      return reply.header('content-type', 'application/json; charset=utf-8').send(document)
    })
  },
  { name: 'openapi', fastify: '5.x' },
)

/** Puts each operation's examples beside its request and its answer. */
function addExamples(paths: Record<string, Record<string, PathOperation>>, registry: Registry): void {
  const operations = new Map<string, LoadedOperation>()
  for (const connector of registry.loaded) {
    const { id } = connector.host.description
    const name = registry.find(id) === connector ? id : `${id}@${connector.major}`
    for (const operation of connector.operations.values()) {
      const operationId = operationName(name, operation.description.id)
      operations.set(operationId, operation).set(queryName(operationId), operation)
    }
  }
  for (const path of Object.values(paths)) {
    for (const entry of Object.values(path)) {
      const operation = operations.get(entry.operationId ?? '')
      if (operation === undefined) continue
      const { description, connector } = operation
      const requestMedia = entry.requestBody?.content['application/json']
      const answerMedia = entry.responses?.['200']?.content?.['application/json']
      if (requestMedia !== undefined) {
        requestMedia.examples = Object.fromEntries(
          description.examples.map(({ title, input }, index) => [
            `example-${index + 1}`,
            { summary: title, value: input },
          ]),
        )
      }
      if (answerMedia === undefined) continue
      const meta = {
        requestId: '4bf92f3577b34da6a3ce929d0e0e4736',
        connector: connector.host.description.id,
        operation: description.id,
        connection: 'main',
        source: 'live',
      }
      answerMedia.examples = Object.fromEntries(
        description.examples.map(({ title, output }, index) => [
          `example-${index + 1}`,
          { summary: title, value: { data: output, meta } },
        ]),
      )
    }
  }
}
